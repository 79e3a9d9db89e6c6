package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.WebSocketAcceptor;
import io.microstream.hub.websocket.WebSocketLane;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Our frames on the streams that a servlet upgrade gives, which every server has.
 *
 * <p>Owns the set of open links, so that none outlives the application: servers go on calling into one that is gone.
 */
public final class ServletFrameLane implements WebSocketLane {
    private static final Logger LOGGER = System.getLogger(ServletFrameLane.class.getName());
    private static final Closeable NO_SHORT_CUT = () -> {};
    private static final int UNSENT_BYTES = 256 * 1024;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final SocketAccess access = new PayaraSocketAccess();
    private final boolean isUndertow = ServerChannels.missingOfUndertow().isEmpty();
    private final int maxMessageBytes;
    private final Later later;
    private final ServletRounds rounds = new ServletRounds();
    private final Set<ServletLink> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ExecutorService workers;
    private volatile boolean stopped;

    /**
     * @param maxMessageBytes the longest message to take; a longer one closes with 1009
     * @param later for time-outs
     */
    public ServletFrameLane(int maxMessageBytes, Later later) {
        this.maxMessageBytes = maxMessageBytes;
        this.later = later;
    }

    /**
     * Before the first {@link #open}.
     *
     * @param mayBlock its threads may block: a server may wait for a peer when it closes a connection
     */
    public void start(ExecutorService mayBlock) {
        workers = mayBlock;
    }

    /** Cuts off whoever is still there. */
    public void stop() {
        stopped = true;
        open.forEach(ServletLink::abort);
    }

    @Override
    public String name() {
        return "frames";
    }

    @Override
    public void open(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, WebSocketAcceptor acceptor)
            throws IOException, ServletException {
        Closeable cutOff = cutOff(request);
        HandshakeAnswer.write(request, response);
        request.upgrade(ServletUpgrade.class).onInit(connection -> begin(connection, cutOff, acceptor));
        response.flushBuffer(); // or Payara never sends the 101
    }

    /**
     * What cuts a peer off at once: its socket, where the server waits in {@code close} until the peer has read. Such a
     * server also takes four times what the kernel takes before it is no longer ready, which would pass by our limit.
     */
    private Closeable cutOff(HttpServletRequest request) {
        if (access.obstacle().isPresent()) {
            return isUndertow ? XnioCutOff.ofThisRequest() : NO_SHORT_CUT;
        }
        try {
            SocketAccess.Socket socket = access.socketOf(request);
            socket.limitUnsent(UNSENT_BYTES);
            socket.serveWhereSelected(rounds);
            return socket::reset;
        } catch (ReflectiveOperationException | RuntimeException unexpected) {
            LOGGER.log(Level.DEBUG, "A request without the socket that was expected.", unexpected);
            return NO_SHORT_CUT;
        }
    }

    private ServletLink begin(WebConnection connection, Closeable cutOff, WebSocketAcceptor acceptor)
            throws IOException {
        ServletLink link = new ServletLink(connection, cutOff, this, rounds);
        open.add(link);
        link.begin(new FrameConnection(link, later, maxMessageBytes), acceptor);
        if (stopped) {
            link.abort();
        }
        return link;
    }

    /**
     * A link has ended: closes what it stood on, elsewhere, and cuts it off if that takes too long. Payara keeps the
     * connection until the peer has read what it was sent; Undertow waits in {@code close}, and only an interrupt frees
     * it.
     */
    void close(ServletLink link, WebConnection connection, Closeable cutOff) {
        open.remove(link);
        ExecutorService elsewhere = workers;
        if (elsewhere == null) {
            new ServletClosing(connection).close();
            return;
        }
        ServletClosing closing = new ServletClosing(connection);
        try {
            closing.by(elsewhere);
            later.after(CLOSE_LIMIT, () -> {
                closing.interrupt();
                cutOffNow(cutOff);
            });
        } catch (RuntimeException serverStops) {
            LOGGER.log(Level.DEBUG, "The server has closed its threads before its connections.", serverStops);
        }
    }

    /** Does nothing to a connection that is closed. */
    static void cutOffNow(Closeable cutOff) {
        try {
            cutOff.close();
        } catch (IOException peerGone) {
            LOGGER.log(Level.DEBUG, "A peer has gone before it was cut off.", peerGone);
        }
    }
}
