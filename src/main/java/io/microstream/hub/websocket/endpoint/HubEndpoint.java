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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The annotated endpoint behind the door; one instance for each connection, which it hands to whoever accepts it. It
 * refuses a session that brings no checked handshake, since the order of filters is not promised.
 */
@ServerEndpoint(value = "/socket.io/", configurator = EndpointConfigurator.class)
public class HubEndpoint {
    private static final Logger LOGGER = System.getLogger(HubEndpoint.class.getName());

    /** Held while a message is at work: Tyrus brings the first one while open is still at work. Never by the end. */
    private final ReentrantLock order = new ReentrantLock();

    private volatile @Nullable WebSocketListener listener;
    private volatile @Nullable EndpointChannel channel;
    private volatile String end = "";
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
        order.lock();
        try {
            accept(handshake, session);
        } finally {
            order.unlock();
        }
    }

    private void accept(CheckedHandshake handshake, Session session) {
        maxBytes = handshake.maxMessageBytes();
        // Both containers let more through than they are told; the parts are counted here as well.
        session.setMaxTextMessageBufferSize(maxBytes);
        session.setMaxBinaryMessageBufferSize(maxBytes);
        EndpointChannel opened = new EndpointChannel(session, handshake.cutOff());
        channel = opened;
        WebSocketListener hears = handshake.acceptor().accept(opened);
        listener = hears;
        if (!end.isEmpty()) {
            hears.onClose(end); // the peer has hung up meanwhile, when there was nobody to tell
        }
    }

    @OnMessage
    public void text(String part, boolean last, Session session) {
        order.lock();
        try {
            WebSocketListener hears = listener;
            if (hears != null && !tooLarge) {
                textPart(hears, part, last, session);
            }
        } finally {
            order.unlock();
        }
    }

    private void textPart(WebSocketListener hears, String part, boolean last, Session session) {
        if (text.length() + (long) part.length() > maxBytes) {
            refuse(session, text.length() + (long) part.length());
            return;
        }
        if (last && text.isEmpty()) {
            deliver(hears, part, session);
            return;
        }
        text.append(part);
        if (last) {
            String whole = text.toString();
            text.setLength(0);
            text.trimToSize();
            deliver(hears, whole, session);
        }
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last, Session session) {
        order.lock();
        try {
            WebSocketListener hears = listener;
            if (hears != null && !tooLarge) {
                binaryPart(hears, part, last, session);
            }
        } finally {
            order.unlock();
        }
    }

    private void binaryPart(WebSocketListener hears, ByteBuffer part, boolean last, Session session) {
        if (binary.size() + (long) part.remaining() > maxBytes) {
            refuse(session, binary.size() + (long) part.remaining());
            return;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        if (last && binary.size() == 0) {
            hears.onBinary(bytes);
            return;
        }
        binary.writeBytes(bytes);
        if (last) {
            byte[] whole = binary.toByteArray();
            binary.reset();
            hears.onBinary(whole);
        }
    }

    @OnMessage
    public void pong(PongMessage message) {
        EndpointChannel asked = channel;
        if (asked != null) {
            asked.pong(message.getApplicationData());
        }
    }

    @OnClose
    public void close(CloseReason reason) {
        EndpointChannel over = channel;
        if (over != null) {
            over.closed();
        }
        ended("close code " + reason.getCloseCode().getCode());
    }

    @OnError
    public void error(Throwable failure) {
        LOGGER.log(Level.DEBUG, "A WebSocket has failed.", failure);
        ended("transport error");
    }

    private void ended(String reason) {
        end = reason;
        WebSocketListener hears = listener;
        if (hears != null) {
            hears.onClose(reason);
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
        WebSocketListener hears = listener;
        if (hears != null) {
            hears.onTooLarge(bytes);
        }
    }
}
