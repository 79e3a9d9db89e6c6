package io.microstream.hub.engineio;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Serves the requests of long-polling that the door has let through. */
public interface PollingLane {
    /**
     * Answers a request, now or later. On the container's thread, which it does not hold up.
     *
     * @param session the one that the request names; without one the request opens a session
     */
    void serve(
            HttpServletRequest request,
            HttpServletResponse response,
            Handshake handshake,
            Optional<EngineSession> session);
}
