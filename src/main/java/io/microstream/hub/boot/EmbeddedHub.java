package io.microstream.hub.boot;

import io.microstream.hub.engineio.CloseCause;
import io.microstream.hub.engineio.EngineSessions;
import io.microstream.hub.engineio.Handshake;
import io.microstream.hub.engineio.QueryString;
import io.microstream.hub.routing.EvictionSweep;
import io.microstream.hub.routing.HubCounters;
import io.microstream.hub.routing.HubObserver;
import io.microstream.hub.routing.Outsiders;
import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.Router;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.socketio.SocketIoApplication;
import io.microstream.hub.time.HubClock;
import io.microstream.hub.time.HubTimers;
import io.microstream.hub.websocket.frames.BlockingLink;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The hub's core without a container, inside a test: names, routing, Socket.IO and frames are the hub's own; only what a
 * server does is done here, for WebSockets and nothing else. It starts in a fraction of a second, on 127.0.0.1.
 *
 * <p>Needs nothing but the JDK. Settings are system properties, as the hub's own ({@code microstream.ping.interval}).
 */
public final class EmbeddedHub implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(EmbeddedHub.class.getName());
    private static final long FINE_TICK_MILLIS = 20;
    private static final int MAX_HEAD = 16 * 1024;
    private static final String NO_POLLING = "{\"code\":0,\"message\":\"Transport unknown\"}";

    private final HubSettings settings;
    private final HubClock clock = new HubClock(System.nanoTime());
    private final HubTimers timers = new HubTimers(clock);
    private final ServiceRegistry registry;
    private final Router router;
    private final EvictionSweep sweep;
    private final EngineSessions sessions;
    private final ServerSocket server;
    private final ScheduledExecutorService ticks = Executors.newScheduledThreadPool(1, EmbeddedHub::daemon);

    /** Starts on a free port. */
    public EmbeddedHub() throws IOException {
        this(0);
    }

    /** Starts on a port. */
    public EmbeddedHub(int port) throws IOException {
        settings = HubSettings.read(property -> Optional.ofNullable(System.getProperty(property)))
                .settings();
        HubCounters counters = new HubCounters();
        PendingRequests pending = new PendingRequests(clock, settings.routing(), counters);
        registry = new ServiceRegistry(clock, settings.routing(), pending, counters, HubObserver.NONE);
        router = new Router(clock, registry, pending, counters, HubObserver.NONE);
        sweep = new EvictionSweep(registry, router, counters);
        sessions = new EngineSessions(
                settings.engine(),
                timers,
                new SocketIoApplication(
                        settings.socketIo(),
                        registry,
                        router,
                        new Outsiders(counters, HubObserver.NONE),
                        timers,
                        clock));
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        ticks.scheduleWithFixedDelay(this::fineTick, FINE_TICK_MILLIS, FINE_TICK_MILLIS, TimeUnit.MILLISECONDS);
        ticks.scheduleWithFixedDelay(() -> guarded(sweep::run), 1, 1, TimeUnit.SECONDS);
        daemon(this::accept).start();
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        ticks.shutdownNow();
        sessions.all().forEach(session -> session.abort(CloseCause.SHUTDOWN));
    }

    private void fineTick() {
        guarded(() -> clock.tick(System.nanoTime()));
        guarded(timers::runDue);
        guarded(registry::settleContests);
        guarded(router::failOverdue);
    }

    private static void guarded(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException | Error failure) { // whatever leaves here ends the ticking for good
            LOGGER.log(Level.ERROR, "A job of the hub has failed.", failure);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket)).start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            String[] lines = head(socket.getInputStream()).split("\r\n");
            String key = key(lines);
            String[] parts = lines[0].split(" ");
            if (key == null || parts.length < 2 || !parts[1].startsWith("/socket.io/?")) {
                refuse(socket);
                return;
            }
            Handshake handshake = new Handshake(
                    QueryString.parse(parts[1].substring(parts[1].indexOf('?') + 1)),
                    socket.getInetAddress().getHostAddress(),
                    false);
            BlockingLink.serve(
                    socket,
                    key,
                    this::later,
                    settings.engine().maxPayloadBytes(),
                    channel -> sessions.openOver(channel, handshake));
        } catch (IOException gone) {
            // The peer's affair.
        }
    }

    private Runnable later(Duration delay, Runnable action) {
        return timers.schedule(delay, action)::cancel;
    }

    /** The request's head, and nothing behind it. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", head.length() - 4) < 0 && head.length() < MAX_HEAD) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static @Nullable String key(String[] lines) {
        for (String line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return null;
    }

    private static void refuse(Socket socket) throws IOException {
        String answer = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Content-Length: " + NO_POLLING.length() + "\r\n\r\n" + NO_POLLING;
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "embedded-hub");
        thread.setDaemon(true);
        return thread;
    }
}
