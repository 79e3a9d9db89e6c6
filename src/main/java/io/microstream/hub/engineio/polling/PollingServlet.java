package io.microstream.hub.engineio.polling;

import io.microstream.hub.engineio.EngineDoor;
import io.microstream.hub.engineio.EngineSession;
import io.microstream.hub.engineio.EngineSessions;
import io.microstream.hub.engineio.EngineSettings;
import io.microstream.hub.engineio.Handshake;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Long-polling behind the door, which has checked the request and found its session. */
@WebServlet(urlPatterns = "/socket.io/*", asyncSupported = true)
public final class PollingServlet extends HttpServlet {
    private static final Logger LOGGER = System.getLogger(PollingServlet.class.getName());

    private final transient EngineSessions sessions;
    private final transient EngineSettings settings;

    @Inject
    public PollingServlet(EngineSessions sessions, EngineSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        try {
            serve(request, response);
        } catch (IOException peerGone) {
            LOGGER.log(Level.DEBUG, "A polling peer has gone.", peerGone);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(request.getAttribute(EngineDoor.SESSION) instanceof EngineSession session)) {
            open(request, response);
        } else if (!(session.transport() instanceof PollingTransport transport)) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST); // it has changed to WebSocket this very moment
        } else if (request.getMethod().equals("GET")) {
            AsyncAnswer poll = new AsyncAnswer(request, response);
            poll.onAnswered(PayaraPollWatch.watch(request, poll::peerGone));
            transport.poll(poll);
        } else if (request.getMethod().equals("POST")) {
            receive(request, response, transport);
        } else {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR); // as the original
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response) {
        if (!(request.getAttribute(EngineDoor.HANDSHAKE) instanceof Handshake handshake)) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST); // not through the door
            return;
        }
        AsyncAnswer firstPoll = new AsyncAnswer(request, response);
        sessions.open(handshake, session -> {
            PollingTransport transport = new PollingTransport(session);
            transport.begin(firstPoll);
            return transport;
        });
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
