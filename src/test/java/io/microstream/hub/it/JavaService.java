package io.microstream.hub.it;

import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import io.socket.engineio.client.transports.WebSocket;
import io.socket.engineio.parser.Packet;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * A small service on the Java Socket.IO client, as existing services are: it registers by its name, sends a heartbeat
 * every 5 s, asks and answers. Its callbacks run on the client's one event thread.
 */
final class JavaService implements AutoCloseable {
    /** Longest wait for a single event of the wire, on a machine that is busy with other things. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    // Daemon, so that no heartbeat holds the JVM.
    private static final ScheduledExecutorService HEARTBEATS = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeats");
        thread.setDaemon(true);
        return thread;
    });

    private final String name;
    private final Socket socket;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<JSONObject> refused = new CompletableFuture<>();
    private final CompletableFuture<Void> upgraded = new CompletableFuture<>();
    private final Map<String, CompletableFuture<JSONObject>> open = new ConcurrentHashMap<>();
    private final List<String> unexpected = new CopyOnWriteArrayList<>();
    private final List<String> engineErrors = new CopyOnWriteArrayList<>();
    private final Future<?> heartbeat;

    private JavaService(URI hub, String name, Transports transports) {
        this.name = name;
        IO.Options options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.query = "serviceName=" + name;
        if (transports != Transports.DEFAULT) {
            options.transports = transports.names();
        }
        options.path = hub.getPath() + "/socket.io/";
        socket = IO.socket(hub.resolve("/"), options); // what stands behind the slash would be a namespace
        socket.io().on(Manager.EVENT_TRANSPORT, event -> watch((Transport) event[0]));
        socket.on(Socket.EVENT_CONNECT, event -> connected.complete(null));
        socket.on(Socket.EVENT_CONNECT_ERROR, this::onRefused);
        // The event "disconnect" has no cause; the engine's error that came before it has.
        socket.io().on(Manager.EVENT_ERROR, event -> engineErrors.add(causes(event)));
        socket.on(Socket.EVENT_DISCONNECT, event -> failOpen("disconnected: " + Arrays.toString(event)));
        socket.on("response", event -> onResponse((JSONObject) event[0]));
        heartbeat = HEARTBEATS.scheduleAtFixedRate(
                () -> socket.emit("heartbeat", json("serviceName", name)),
                HEARTBEAT.toMillis(),
                HEARTBEAT.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Starts to connect; the outcome is {@link #awaitConnected()} or {@link #awaitRefused()}.
     *
     * @param hub its address, with the context root for a path if it is not the server's root
     */
    static JavaService open(URI hub, String name, Transports transports) {
        JavaService service = new JavaService(hub, name, transports);
        service.socket.connect();
        return service;
    }

    /** Connects a service that answers each request with what the handler makes of its data. */
    static JavaService answering(URI hub, String name, Transports transports, UnaryOperator<JSONObject> handler) {
        JavaService service = new JavaService(hub, name, transports);
        service.socket.on("request", event -> service.answer((JSONObject) event[0], handler));
        service.socket.connect();
        return service.awaitConnected();
    }

    String name() {
        return name;
    }

    boolean isConnected() {
        return socket.connected();
    }

    /** Returns once the hub has accepted it. */
    JavaService awaitConnected() {
        await(connected);
        return this;
    }

    /** What came with the refusal: {@code {"message":…,"data":…}}. */
    JSONObject awaitRefused() {
        return await(refused);
    }

    /** Completes with the first message that the hub sends over WebSocket. */
    boolean isUpgraded() {
        return upgraded.isDone();
    }

    /** Answers nobody expected: a second one to one request, or one with an id that was never used. */
    List<String> unexpected() {
        return Collections.unmodifiableList(unexpected);
    }

    /** Sends a request; completes with the content of {@code response}. */
    CompletableFuture<JSONObject> request(String target, String id, JSONObject data) {
        CompletableFuture<JSONObject> answer = new CompletableFuture<>();
        open.put(id, answer);
        JSONObject payload = json("id", id, "event", "test", "data", data);
        socket.emit("request", json("targetService", target, "payload", payload));
        return answer.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends a request and waits for the content of {@code response}. */
    JSONObject ask(String target, String id, JSONObject data) {
        return await(request(target, id, data));
    }

    @Override
    public void close() {
        heartbeat.cancel(false);
        socket.disconnect();
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("nothing came within " + LIMIT.toSeconds() + " s: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** An object of keys and values in turn. */
    static JSONObject json(Object... keysAndValues) {
        JSONObject object = new JSONObject();
        try {
            for (int i = 0; i < keysAndValues.length; i += 2) {
                object.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
        } catch (JSONException e) {
            throw new IllegalArgumentException(e);
        }
        return object;
    }

    private void answer(JSONObject request, UnaryOperator<JSONObject> handler) {
        JSONObject answer = handler.apply(request.optJSONObject("data"));
        socket.emit("response", json("id", request.optString("id"), "response", answer));
    }

    private void onResponse(JSONObject response) {
        CompletableFuture<JSONObject> answer = open.remove(response.optString("id"));
        if (answer == null || response.optJSONObject("response") == null) {
            unexpected.add(response.toString());
            return;
        }
        answer.complete(response.optJSONObject("response"));
    }

    private void onRefused(Object... event) {
        if (event.length > 0 && event[0] instanceof JSONObject reason) {
            refused.complete(reason);
        } else {
            refused.completeExceptionally(new AssertionError("no connection: " + Arrays.toString(event)));
        }
        connected.completeExceptionally(new AssertionError("refused: " + Arrays.toString(event)));
    }

    private void failOpen(String reason) {
        String message = name + " " + reason + " " + engineErrors;
        open.values().forEach(answer -> answer.completeExceptionally(new AssertionError(message)));
    }

    private static String causes(Object... event) {
        StringBuilder text = new StringBuilder();
        Throwable cause = event.length > 0 && event[0] instanceof Throwable thrown ? thrown : null;
        while (cause != null) {
            text.append(cause).append("; ");
            cause = cause.getCause();
        }
        return text.toString();
    }

    private void watch(Transport transport) {
        if (!transport.name.equals(WebSocket.NAME)) {
            return;
        }
        transport.on(Transport.EVENT_PACKET, event -> {
            if (((Packet<?>) event[0]).type.equals(Packet.MESSAGE)) {
                upgraded.complete(null);
            }
        });
    }
}
