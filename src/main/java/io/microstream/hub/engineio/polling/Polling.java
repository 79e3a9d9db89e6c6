package io.microstream.hub.engineio.polling;

import io.microstream.hub.engineio.EngineSession;
import io.microstream.hub.engineio.EngineSessions;
import io.microstream.hub.engineio.EngineSettings;
import io.microstream.hub.engineio.Handshake;
import io.microstream.hub.engineio.PollingLane;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Long-polling over the container's asynchronous requests. */
@Dependent
public final class Polling implements PollingLane {
    private static final Logger LOGGER = System.getLogger(Polling.class.getName());

    private final EngineSessions sessions;
    private final EngineSettings settings;

    @Inject
    public Polling(EngineSessions sessions, EngineSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    @Override
    public void serve(
            HttpServletRequest request,
            HttpServletResponse response,
            Handshake handshake,
            Optional<EngineSession> session) {
        try {
            if (session.isEmpty()) {
                open(request, response, handshake);
            } else if (session.get().transport() instanceof PollingTransport transport) {
                exchange(request, response, transport);
            } else {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST); // it has changed to WebSocket this very moment
            }
        } catch (IOException peerGone) {
            LOGGER.log(Level.DEBUG, "A polling peer has gone.", peerGone);
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response, Handshake handshake) {
        AsyncAnswer firstPoll = new AsyncAnswer(request, response);
        sessions.open(handshake, session -> {
            PollingTransport transport = new PollingTransport(session);
            transport.begin(firstPoll);
            return transport;
        });
    }

    private void exchange(HttpServletRequest request, HttpServletResponse response, PollingTransport transport)
            throws IOException {
        switch (request.getMethod()) {
            case "GET" -> transport.poll(new AsyncAnswer(request, response));
            case "POST" -> receive(request, response, transport);
            default -> response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR); // as the original
        }
    }

    private void receive(HttpServletRequest request, HttpServletResponse response, PollingTransport transport)
            throws IOException {
        if (!transport.beginReceiving()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            transport.misused();
            return;
        }
        if (String.valueOf(request.getContentType()).startsWith("application/octet-stream")) {
            transport.endReceiving();
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            transport.misused();
            return;
        }
        PostBody.receive(request, response, transport, settings.maxPayloadBytes());
    }
}
