package io.microstream.hub.websocket;

/** Takes over a WebSocket whose handshake was checked before. */
@FunctionalInterface
public interface WebSocketAcceptor {
    /** Called once, when the channel is open; what comes in goes to the listener that is returned. */
    WebSocketListener accept(WebSocketChannel channel);
}
