package io.microstream.hub.websocket;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A way to carry WebSockets inside the server. */
public interface WebSocketLane {
    /** As in the configuration: {@code endpoint}, {@code frames}, {@code channel}. */
    String name();

    /**
     * Answers a handshake that the door has checked with 101 and hands the open channel to {@code acceptor}.
     *
     * @param chain the rest of the way through the server, for a lane that lets the container do the upgrade
     */
    void open(HttpServletRequest request, HttpServletResponse response, FilterChain chain, WebSocketAcceptor acceptor)
            throws IOException, ServletException;
}
