package io.microstream.hub.websocket.endpoint;

import io.microstream.hub.websocket.WebSocketChannel;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket that the container carries.
 *
 * <p>Payara reports every message as sent at once, whether the peer reads or not. So a message counts as sent here once
 * no more than {@link DeliveryMeter#WINDOW_BYTES} are without proof that the peer has got them; the proof is its answer
 * to a WebSocket ping with a number that it cannot guess.
 */
final class EndpointChannel implements WebSocketChannel {
    private static final Logger LOGGER = System.getLogger(EndpointChannel.class.getName());

    private final Session session;
    private final Closeable cutOff;
    private final DeliveryMeter meter = new DeliveryMeter();
    private volatile boolean closed;

    EndpointChannel(Session session, Closeable cutOff) {
        this.session = session;
        this.cutOff = cutOff;
    }

    @Override
    public void send(boolean binary, byte[] message, SendDone done) {
        try {
            if (binary) {
                session.getAsyncRemote()
                        .sendBinary(ByteBuffer.wrap(message), result -> sent(result.isOK(), message.length, done));
            } else {
                String text = new String(message, StandardCharsets.UTF_8);
                session.getAsyncRemote().sendText(text, result -> sent(result.isOK(), message.length, done));
            }
        } catch (RuntimeException peerGone) {
            LOGGER.log(Level.DEBUG, "A peer has gone.", peerGone);
            done.done(false);
        }
    }

    /** The peer has answered a WebSocket ping. */
    void pong(ByteBuffer data) {
        if (data.remaining() == Long.BYTES) {
            meter.confirmed(data.getLong(data.position()));
            askForProof();
        }
    }

    @Override
    public void close(int code) {
        closeWith(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), ""));
    }

    /** A CLOSE has come or gone: the container still has to send it, or its answer. */
    void closed() {
        closed = true;
    }

    @Override
    public void abort() {
        if (!closed) {
            cutOffNow();
        }
        closeWith(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, ""));
    }

    /** Payara would keep the connection until the peer has read all of it. */
    private void cutOffNow() {
        try {
            cutOff.close();
        } catch (IOException peerGone) {
            LOGGER.log(Level.DEBUG, "A peer has gone before it was cut off.", peerGone);
        }
    }

    private void sent(boolean ok, int bytes, SendDone done) {
        if (!ok) {
            done.done(false);
            return;
        }
        meter.sent(bytes, done);
        askForProof();
    }

    private void askForProof() {
        long number = meter.nextProof();
        if (number == DeliveryMeter.NO_PROOF_NEEDED) {
            return;
        }
        try {
            session.getAsyncRemote()
                    .sendPing(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        } catch (IOException | RuntimeException peerGone) {
            LOGGER.log(Level.DEBUG, "A peer has gone before its ping.", peerGone);
        }
    }

    private void closeWith(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | RuntimeException peerGone) {
            LOGGER.log(Level.DEBUG, "A peer has gone before its CLOSE.", peerGone);
        }
    }
}
