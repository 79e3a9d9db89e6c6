package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.WebSocketAcceptor;
import io.microstream.hub.websocket.WebSocketLane;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Payara's sockets, with I/O threads of ours. A request that is not what was expected, such as one over TLS, goes by the
 * lane that stands behind this one.
 */
final class PayaraChannelLane implements ChannelLane {
    private static final Logger LOGGER = System.getLogger(PayaraChannelLane.class.getName());
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final SocketAccess access;
    private final WebSocketLane otherwise;
    private final int maxMessageBytes;
    private final Later later;
    private final List<ChannelLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    /**
     * @param access found without an obstacle
     * @param otherwise the lane for requests that this one cannot carry
     * @param maxMessageBytes the longest message to take; a longer one closes with 1009
     * @param later for time-outs
     */
    PayaraChannelLane(SocketAccess access, WebSocketLane otherwise, int maxMessageBytes, Later later) {
        this.access = access;
        this.otherwise = otherwise;
        this.maxMessageBytes = maxMessageBytes;
        this.later = later;
    }

    @Override
    public void start(ThreadFactory factory, int ioThreads) throws IOException {
        for (int i = 0; i < ioThreads; i++) {
            ChannelLoop loop = new ChannelLoop();
            Thread thread = factory.newThread(loop);
            thread.setName("microstream-io-" + i);
            thread.start();
            loops.add(loop);
            threads.add(thread);
        }
    }

    @Override
    public void stop() {
        loops.forEach(ChannelLoop::stop);
        for (Thread thread : threads) {
            try {
                thread.join(STOP_LIMIT.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void open(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, WebSocketAcceptor acceptor)
            throws IOException, ServletException {
        Optional<SocketAccess.Socket> socket = socketOf(request);
        if (socket.isEmpty()) {
            otherwise.open(request, response, chain, acceptor);
            return;
        }
        HandshakeAnswer.write(request, response);
        ChannelUpgrade upgrade = request.upgrade(ChannelUpgrade.class);
        ChannelLoop loop = loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
        upgrade.onInit((connection, early) -> begin(new ChannelLink(loop, socket.get(), connection), acceptor, early));
        response.flushBuffer();
    }

    private void begin(ChannelLink link, WebSocketAcceptor acceptor, byte[] early) {
        FrameConnection connection = new FrameConnection(link, later, maxMessageBytes);
        link.loop().execute(() -> link.begin(connection, () -> connection.open(acceptor), early));
    }

    private Optional<SocketAccess.Socket> socketOf(HttpServletRequest request) {
        if (request.isSecure()) {
            return Optional.empty(); // the socket carries TLS, which is the server's
        }
        try {
            return Optional.of(access.socketOf(request));
        } catch (ReflectiveOperationException | RuntimeException unexpected) {
            LOGGER.log(Level.DEBUG, "A request without the socket that was expected.", unexpected);
            return Optional.empty();
        }
    }
}
