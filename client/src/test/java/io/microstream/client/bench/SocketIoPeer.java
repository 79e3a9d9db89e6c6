package io.microstream.client.bench;

import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.json.JSONException;
import org.json.JSONObject;

/** socket.io-client through the same hub, with the least that a user of it would write around it. */
record SocketIoPeer(URI hub) implements Peer {
    private static final ScheduledExecutorService HEARTBEATS = Executors.newSingleThreadScheduledExecutor();

    /** OkHttp would not run more than 64 connections. */
    private static final OkHttpClient HTTP = http();

    private record Client(
            Socket socket, String service, Map<Integer, CompletableFuture<Object>> open, ScheduledFuture<?> heartbeat)
            implements Asker {
        private void answered(Object[] message) {
            try {
                JSONObject answer = (JSONObject) message[0];
                CompletableFuture<Object> call = open.remove(answer.getInt("id"));
                if (call != null) {
                    call.complete(answer.get("response"));
                }
            } catch (JSONException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public CompletableFuture<?> ask(int number) {
            CompletableFuture<Object> call = new CompletableFuture<>();
            open.put(number, call);
            try {
                JSONObject payload = new JSONObject()
                        .put("id", number)
                        .put("event", "echo")
                        .put("data", new JSONObject().put("number", number).put("text", TEXT));
                socket.emit(
                        "request",
                        new JSONObject().put("targetService", service).put("payload", payload));
            } catch (JSONException e) {
                throw new IllegalStateException(e);
            }
            return call;
        }

        @Override
        public void close() throws InterruptedException {
            heartbeat.cancel(false);
            CountDownLatch gone = new CountDownLatch(1);
            socket.on(Socket.EVENT_DISCONNECT, ignored -> gone.countDown());
            socket.disconnect();
            gone.await(1, TimeUnit.SECONDS);
        }
    }

    @Override
    public String name() {
        return "socket.io-client";
    }

    @Override
    public Asker serve(String service) throws Exception {
        Client client = connect(service, service);
        client.socket().on("request", message -> {
            try {
                JSONObject request = (JSONObject) message[0];
                client.socket()
                        .emit(
                                "response",
                                new JSONObject().put("id", request.get("id")).put("response", request.get("data")));
            } catch (JSONException e) {
                throw new IllegalStateException(e);
            }
        });
        return client;
    }

    @Override
    public Asker asker(String name, String service) throws Exception {
        return connect(name, service);
    }

    private Client connect(String name, String service) throws InterruptedException {
        IO.Options options = IO.Options.builder()
                .setQuery("serviceName=" + name)
                .setTransports(new String[] {"websocket"})
                .setForceNew(true)
                .build();
        options.callFactory = HTTP;
        options.webSocketFactory = HTTP;
        Socket socket = IO.socket(hub, options);
        ScheduledFuture<?> heartbeat =
                HEARTBEATS.scheduleAtFixedRate(() -> socket.emit("heartbeat", heartbeat(name)), 5, 5, TimeUnit.SECONDS);
        Client client = new Client(socket, service, new ConcurrentHashMap<>(), heartbeat);
        CountDownLatch connected = new CountDownLatch(1);
        socket.on(Socket.EVENT_CONNECT, ignored -> connected.countDown());
        socket.on("response", client::answered);
        socket.connect();
        if (!connected.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("socket.io-client does not connect");
        }
        return client;
    }

    private static JSONObject heartbeat(String name) {
        return new JSONObject(Map.of("serviceName", name));
    }

    private static OkHttpClient http() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(1_000);
        dispatcher.setMaxRequestsPerHost(1_000);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .readTimeout(Duration.ofMinutes(1))
                .build();
    }
}
