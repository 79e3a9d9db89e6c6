package io.microstream.hub.websocket.endpoint;

import io.microstream.hub.websocket.WebSocketAcceptor;
import java.io.Closeable;
import java.security.Principal;

/**
 * Carries what the door has checked from the request to the endpoint. It travels as the request's principal: on Payara
 * neither user properties set before the upgrade nor configurators of one request reach the endpoint.
 *
 * @param maxMessageBytes the longest message to take
 * @param cutOff ends the connection at once, where there is a way to
 */
record CheckedHandshake(WebSocketAcceptor acceptor, int maxMessageBytes, Closeable cutOff) implements Principal {
    @Override
    public String getName() {
        return "handshake";
    }
}
