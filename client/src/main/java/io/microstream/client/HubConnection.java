package io.microstream.client;

import io.microstream.client.internal.Inbound;
import io.microstream.client.internal.OpenSocket;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client connected: connects, reads, and after the end of a connection tries again, on one thread of its own.
 *
 * <p>Owns that thread, the connection and the state.
 */
final class HubConnection implements CallFuture.ReadingThread {
    private static final Logger LOGGER = System.getLogger(HubConnection.class.getName());
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);
    private static final Duration GOODBYE_LIMIT = Duration.ofSeconds(1);

    /** Hears what happens, on the connection's thread. */
    interface Events {
        void connected(HubSession session);

        void disconnected();

        void received(Inbound message);

        void changed(ConnectionState state, @Nullable Exception cause);

        void refused(RemoteException reason);
    }

    private final Settings settings;
    private final Events events;
    private final URI address;
    private final Thread thread;
    private final OpenSocket opening = new OpenSocket();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Void> firstConnected = new CompletableFuture<>();
    private volatile ConnectionState state = ConnectionState.CONNECTING;
    private volatile @Nullable HubSession session;

    HubConnection(Settings settings, Events events) {
        this.settings = settings;
        this.events = events;
        this.address = address(settings);
        thread = new Thread(this::run, "microstream-" + settings.service());
    }

    void start() {
        thread.start();
    }

    ConnectionState state() {
        return state;
    }

    /** Completes with the first registration, or with the refusal that ends the client. */
    CompletableFuture<Void> firstConnected() {
        return firstConnected;
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Sends over the connection that there is; false where there is none. */
    boolean send(String packet, List<byte[]> attachments) {
        HubSession current = session;
        return current != null && current.send(packet, attachments);
    }

    /** The longest message that the hub takes. */
    long maxPayloadBytes() {
        HubSession current = session;
        return current == null ? Long.MAX_VALUE : current.maxPayloadBytes();
    }

    /** Says goodbye and ends the thread. Not to be called on it. */
    void close() throws InterruptedException {
        closing.countDown();
        HubSession current = session;
        if (current != null) {
            current.leave(FLUSH_LIMIT);
            thread.join(GOODBYE_LIMIT.toMillis()); // until the hub has closed too: to cut it off might lose the goodbye
        }
        opening.close();
        if (current != null) {
            current.abort();
            current.awaitEnd(GOODBYE_LIMIT);
        }
        thread.join();
        change(ConnectionState.CLOSED, null);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        int failures = 0;
        while (!isClosing()) {
            Exception cause;
            change(ConnectionState.CONNECTING, null);
            try (Attempt attempt = new Attempt()) {
                attempt.connect();
                failures = 0;
                cause = attempt.readUntilItEnds();
            } catch (RefusedException refused) {
                if (!refused.isNameTaken() || settings.onNameTaken() == NameTaken.FAIL) {
                    giveUp(refused.reason());
                    return;
                }
                cause = refused.reason();
            } catch (IOException | RuntimeException failed) {
                cause = failed;
            }
            if (!isClosing()) {
                change(ConnectionState.OFFLINE, cause);
                pause(settings.reconnect().pause(failures++));
            }
        }
    }

    private final class Attempt implements AutoCloseable {
        void connect() throws IOException, RefusedException {
            HubSession opened = HubSession.open(settings, address, opening, thread.getName());
            session = opened;
            if (isClosing()) {
                throw new IOException("closed meanwhile");
            }
            change(ConnectionState.CONNECTED, null);
            events.connected(opened);
            firstConnected.complete(null);
        }

        Exception readUntilItEnds() {
            HubSession current = session;
            try {
                while (current != null) {
                    Inbound message = current.read();
                    if (message instanceof Inbound.Goodbye) {
                        return new IOException("the hub let go of the connection");
                    }
                    events.received(message);
                }
                return new IOException("no connection");
            } catch (IOException ended) {
                return ended;
            }
        }

        @Override
        public void close() {
            HubSession ended = session;
            if (ended != null && !isClosing()) { // at a close what was sent still has to go out
                ended.abort();
            }
            if (!isClosing()) {
                session = null;
            }
            events.disconnected();
        }
    }

    private void giveUp(RemoteException reason) {
        change(ConnectionState.REFUSED, reason);
        events.refused(reason);
        firstConnected.completeExceptionally(reason);
    }

    private void change(ConnectionState next, @Nullable Exception cause) {
        if (state != next) {
            state = next;
            LOGGER.log(
                    next == ConnectionState.OFFLINE || next == ConnectionState.REFUSED ? Level.WARNING : Level.INFO,
                    () -> "MicroStream service=" + settings.service() + " hub=" + settings.hub() + " state=" + next
                            + (cause == null ? "" : " cause=" + cause.getMessage()));
            events.changed(next, cause);
        }
    }

    private void pause(Duration time) {
        try {
            closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI address(Settings settings) {
        StringBuilder query = new StringBuilder("serviceName=" + encoded(settings.service()));
        for (Map.Entry<String, String> parameter : settings.query().entrySet()) {
            query.append('&').append(encoded(parameter.getKey())).append('=').append(encoded(parameter.getValue()));
        }
        URI hub = settings.hub();
        String host = hub.getHost() + (hub.getPort() < 0 ? "" : ":" + hub.getPort());
        String contextRoot = String.valueOf(hub.getRawPath()).replaceFirst("/+$", "");
        return URI.create(
                hub.getScheme() + "://" + host + contextRoot + "/socket.io/?" + query + "&EIO=4&transport=websocket");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
