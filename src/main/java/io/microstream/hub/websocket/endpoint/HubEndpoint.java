package io.microstream.hub.websocket.endpoint;

import io.microstream.hub.websocket.WebSocketListener;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The annotated endpoint behind the door; one instance for each connection, which it hands to whoever accepts it. It
 * refuses a session that brings no checked handshake, since the order of filters is not promised.
 */
@ServerEndpoint(value = "/socket.io/", configurator = EndpointConfigurator.class)
public class HubEndpoint {
    private static final Logger LOGGER = System.getLogger(HubEndpoint.class.getName());

    private @Nullable WebSocketListener listener;
    private @Nullable EndpointChannel channel;
    private int maxBytes;
    private boolean tooLarge;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream(0);

    @OnOpen
    public void open(Session session, EndpointConfig config) throws IOException {
        if (!(config.getUserProperties().get(EndpointConfigurator.HANDSHAKE) instanceof CheckedHandshake handshake)) {
            session.close(new CloseReason(CloseCodes.CANNOT_ACCEPT, "not through the door"));
            return;
        }
        maxBytes = handshake.maxMessageBytes();
        // Both containers let more through than they are told; the parts are counted here as well.
        session.setMaxTextMessageBufferSize(maxBytes);
        session.setMaxBinaryMessageBufferSize(maxBytes);
        channel = new EndpointChannel(session);
        listener = handshake.acceptor().accept(channel);
    }

    @OnMessage
    public void text(String part, boolean last, Session session) {
        if (listener == null || tooLarge) {
            return;
        }
        if (text.length() + (long) part.length() > maxBytes) {
            refuse(session, text.length() + (long) part.length());
            return;
        }
        if (last && text.isEmpty()) {
            deliver(listener, part, session);
            return;
        }
        text.append(part);
        if (last) {
            String whole = text.toString();
            text.setLength(0);
            text.trimToSize();
            deliver(listener, whole, session);
        }
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last, Session session) {
        if (listener == null || tooLarge) {
            return;
        }
        if (binary.size() + (long) part.remaining() > maxBytes) {
            refuse(session, binary.size() + (long) part.remaining());
            return;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        if (last && binary.size() == 0) {
            listener.onBinary(bytes);
            return;
        }
        binary.writeBytes(bytes);
        if (last) {
            byte[] whole = binary.toByteArray();
            binary.reset();
            listener.onBinary(whole);
        }
    }

    @OnMessage
    public void pong(PongMessage message) {
        if (channel != null) {
            channel.pong(message.getApplicationData());
        }
    }

    @OnClose
    public void close(CloseReason reason) {
        if (listener != null) {
            listener.onClose("close code " + reason.getCloseCode().getCode());
        }
    }

    @OnError
    public void error(Throwable failure) {
        LOGGER.log(Level.DEBUG, "A WebSocket has failed.", failure);
        if (listener != null) {
            listener.onClose("transport error");
        }
    }

    private void deliver(WebSocketListener to, String message, Session session) {
        byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > maxBytes) {
            refuse(session, utf8.length);
        } else {
            to.onText(utf8, 0, utf8.length);
        }
    }

    /** RFC 6455 §7.4.1: 1009, the message is too big. */
    private void refuse(Session session, long bytes) {
        tooLarge = true;
        try {
            session.close(new CloseReason(CloseCodes.TOO_BIG, ""));
        } catch (IOException peerGone) {
            LOGGER.log(Level.DEBUG, "A peer has gone before its CLOSE.", peerGone);
        }
        if (listener != null) {
            listener.onTooLarge(bytes);
        }
    }
}
