package io.microstream.hub.websocket.endpoint;

import io.microstream.hub.websocket.WebSocketChannel;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket that the container carries. */
final class EndpointChannel implements WebSocketChannel {
    private static final Logger LOGGER = System.getLogger(EndpointChannel.class.getName());

    private final Session session;

    EndpointChannel(Session session) {
        this.session = session;
    }

    @Override
    public void send(boolean binary, byte[] message, SendDone done) {
        try {
            if (binary) {
                session.getAsyncRemote().sendBinary(ByteBuffer.wrap(message), result -> done.done(result.isOK()));
            } else {
                String text = new String(message, StandardCharsets.UTF_8);
                session.getAsyncRemote().sendText(text, result -> done.done(result.isOK()));
            }
        } catch (RuntimeException peerGone) {
            LOGGER.log(Level.DEBUG, "A peer has gone.", peerGone);
            done.done(false);
        }
    }

    @Override
    public void close(int code) {
        closeWith(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), ""));
    }

    @Override
    public void abort() {
        closeWith(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, ""));
    }

    private void closeWith(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | RuntimeException peerGone) {
            LOGGER.log(Level.DEBUG, "A peer has gone before its CLOSE.", peerGone);
        }
    }
}
