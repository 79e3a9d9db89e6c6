package io.microstream.hub.engineio;

import io.microstream.hub.websocket.WebSocketAcceptor;
import io.microstream.hub.websocket.WebSocketChannel;
import io.microstream.hub.websocket.WebSocketLane;
import io.microstream.hub.websocket.WebSocketListener;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one door before everything under {@code /socket.io/}: makes every handshake check and answers what does not pass
 * in Engine.IO's own words, before any 101. What passes goes to long-polling or to a WebSocket lane.
 */
@WebFilter(urlPatterns = "/socket.io/*", asyncSupported = true, dispatcherTypes = DispatcherType.REQUEST)
public final class EngineDoor extends HttpFilter {
    private static final Logger LOGGER = System.getLogger(EngineDoor.class.getName());
    private static final String PATH = "/socket.io/";

    /** A line for each so many: who is turned away comes again at once, a thousand times. */
    private static final int TURNED_AWAY_EACH_LINE = 100;

    private final AtomicLong turnedAway = new AtomicLong();
    private final transient EngineSessions sessions;
    private final transient EngineSettings settings;
    private final transient EngineApplication application;
    private final transient WebSocketLane lane;
    private final transient PollingLane polling;

    @Inject
    public EngineDoor(
            EngineSessions sessions,
            EngineSettings settings,
            EngineApplication application,
            WebSocketLane lane,
            PollingLane polling) {
        this.sessions = sessions;
        this.settings = settings;
        this.application = application;
        this.lane = lane;
        this.polling = polling;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!path.startsWith(PATH) || path.startsWith("/socket.io/socket.io.")) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Cors.allow(request, response, settings.allowedOrigins());
        if (request.getMethod().equals("OPTIONS")) {
            Cors.answerPreflight(request, response);
            return;
        }
        String rawQuery = request.getQueryString();
        QueryString query = QueryString.parse(rawQuery == null ? "" : rawQuery);
        PeerAddress peer = PeerAddress.of(request, settings.trustedProxies());
        Handshake handshake = new Handshake(
                query,
                peer.text(),
                peer.isUncertain(),
                Optional.ofNullable(request.getHeader("User-Agent")),
                Optional.ofNullable(request.getHeader("X-Forwarded-For")));
        HandshakeCheck check = new HandshakeCheck(request, query);
        Optional<EngineSession> session = query.single("sid").flatMap(sessions::find);

        Optional<HandshakeError> error = check.error(settings.allowedOrigins(), session);
        if (error.isPresent()) {
            refuse(response, error.get(), check.isUpgrade());
            application.misused(handshake, error.get().message());
            return;
        }
        if (session.isEmpty() && isTurnedAway(handshake, !check.isUpgrade(), response)) {
            return;
        }
        if (check.isUpgrade()) {
            lane.open(request, response, chain, acceptor(handshake, session));
        } else {
            polling.serve(request, response, handshake, session);
        }
    }

    private WebSocketAcceptor acceptor(Handshake handshake, Optional<EngineSession> session) {
        if (handshake.query().single("transport").filter("websocket"::equals).isEmpty()) {
            return Turned::away; // as the original: an upgrade with transport=polling is opened and closed
        }
        if (session.isEmpty()) {
            return channel -> sessions.openOver(channel, handshake);
        }
        Upgrade upgrade = session.get().upgrade();
        if (!upgrade.claim()) {
            return Turned::away;
        }
        return channel -> {
            WebSocketTransport candidate = new WebSocketTransport(session.get(), channel);
            return upgrade.begin(candidate) ? candidate : Turned.away(channel);
        };
    }

    private boolean isTurnedAway(Handshake handshake, boolean polling, HttpServletResponse response) {
        Optional<String> obstacle = sessions.obstacle(handshake, polling);
        if (obstacle.isEmpty()) {
            return false;
        }
        long before = turnedAway.getAndIncrement();
        LOGGER.log(
                before % TURNED_AWAY_EACH_LINE == 0 ? Level.WARNING : Level.DEBUG,
                () -> "Handshake turned away: " + obstacle.get() + " address=" + handshake.remoteAddress() + " number="
                        + (before + 1));
        application.turnedAway(handshake, obstacle.get());
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "1");
        return true;
    }

    private static void refuse(HttpServletResponse response, HandshakeError error, boolean upgrade) throws IOException {
        response.setStatus(error.status());
        if (upgrade) {
            response.setHeader("Connection", "close");
            response.setContentType("text/html");
            response.getOutputStream().print(error.message());
            return;
        }
        response.setContentType("application/json");
        response.getOutputStream().print(error.json());
    }

    /** A WebSocket that is closed as soon as it is open. */
    private record Turned() implements WebSocketListener {
        static WebSocketListener away(WebSocketChannel channel) {
            channel.close(1000);
            return new Turned();
        }

        @Override
        public void onText(byte[] buffer, int from, int to) {}

        @Override
        public void onBinary(byte[] message) {}

        @Override
        public void onTooLarge(long bytes) {}

        @Override
        public void onClose(String reason) {}
    }
}
