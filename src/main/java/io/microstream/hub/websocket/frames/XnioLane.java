package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.WebSocketAcceptor;
import io.microstream.hub.websocket.WebSocketLane;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;

/**
 * Undertow's connections (WildFly), on its own I/O threads. A request over TLS goes by the lane that stands behind this
 * one: Undertow's TLS channel stalls under a reader that does not take a message in one go (UT005076).
 *
 * <p>Owns the open links, and the buffers of each I/O thread: those threads outlive the deployment, so nothing of it may
 * lie in their locals.
 */
final class XnioLane implements ChannelLane {
    private final WebSocketLane otherwise;
    private final int maxMessageBytes;
    private final Later later;
    private final Set<XnioLink> open = ConcurrentHashMap.newKeySet();
    private final Map<Thread, XnioRound> rounds = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    XnioLane(WebSocketLane otherwise, int maxMessageBytes, Later later) {
        this.otherwise = otherwise;
        this.maxMessageBytes = maxMessageBytes;
        this.later = later;
    }

    /** Nothing: the I/O threads are the server's. */
    @Override
    public void start(ThreadFactory factory, int ioThreads) {}

    @Override
    public void stop() {
        stopped = true;
        open.forEach(XnioLink::abort);
        rounds.clear();
    }

    @Override
    public void open(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, WebSocketAcceptor acceptor)
            throws IOException, ServletException {
        ServletRequestContext context = ServletRequestContext.current();
        if (context == null || !isOurs(context.getExchange())) {
            otherwise.open(request, response, chain, acceptor);
            return;
        }
        HandshakeAnswer.write(request, response);
        context.getExchange()
                .upgradeChannel(
                        (connection, done) -> connection.getIoThread().execute(() -> begin(connection, acceptor)));
    }

    private static boolean isOurs(HttpServerExchange exchange) {
        return exchange.isHttp11() && exchange.getConnection().getSslSessionInfo() == null;
    }

    private void begin(StreamConnection server, WebSocketAcceptor acceptor) {
        XnioLink link = new XnioLink(this, server);
        open.add(link);
        link.begin(new FrameConnection(link, later, maxMessageBytes), acceptor);
        if (stopped) {
            link.abort();
        }
    }

    void ended(XnioLink link) {
        open.remove(link);
    }

    /** What belongs to the thread that calls; null if it is none of the server's I/O threads. */
    @Nullable
    XnioRound roundOfThisThread() {
        Thread thread = Thread.currentThread();
        XnioRound round = rounds.get(thread);
        if (round == null && thread instanceof XnioIoThread ioThread) {
            round = new XnioRound(ioThread);
            rounds.put(thread, round);
        }
        return round;
    }
}
