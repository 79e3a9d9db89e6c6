package io.microstream.hub.engineio;

import io.microstream.hub.websocket.WebSocketAcceptor;

/** Opens sessions as the door does, without a request. */
public final class BenchSessions {
    private BenchSessions() {}

    public static WebSocketAcceptor acceptor(EngineSessions sessions, String serviceName) {
        QueryString query = QueryString.parse("serviceName=" + serviceName + "&EIO=4&transport=websocket");
        Handshake handshake = new Handshake(query, "10.0.0.7", false);
        return channel -> sessions.openOver(channel, handshake);
    }
}
