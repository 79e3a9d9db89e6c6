package io.microstream.hub.engineio;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a session's peer sends, from whichever transport carries it, handed up one at a time and in order.
 *
 * <p>Any thread. Owns the lock that keeps the order; the listener is called under it.
 */
public final class Inbound {
    private static final Logger LOGGER = System.getLogger(Inbound.class.getName());

    private final EngineSession session;
    private final Pings pings;
    private final EngineListener listener;
    private final ReentrantLock lock = new ReentrantLock();

    Inbound(EngineSession session, Pings pings, EngineListener listener) {
        this.session = session;
        this.pings = pings;
        this.listener = listener;
    }

    /** A text packet has come over {@code from}; the bytes are borrowed. */
    public void text(Transport from, byte[] buffer, int start, int end) {
        if (from != session.transport()) {
            session.upgrade().receive(from, buffer, start, end);
            return;
        }
        packet(from, buffer, start, end);
        listener.onSignOfLife(); // behind it: a goodbye is none
    }

    private void packet(Transport from, byte[] buffer, int start, int end) {
        if (start == end || !PacketType.isDigit(buffer[start])) {
            garbage();
            return;
        }
        switch (PacketType.of(buffer[start])) {
            case MESSAGE -> handUp(from, false, buffer, start + 1, end);
            case PONG -> {
                pings.restart();
                listener.onPong();
            }
            case CLOSE -> session.transportClosed(from, CloseCause.TRANSPORT_CLOSE);
            case PING -> garbage(); // in v4 only the server pings
            case OPEN, UPGRADE, NOOP -> {} // as the original: without meaning here, without harm
        }
    }

    /** A binary message has come over {@code from}. */
    public void binary(Transport from, byte[] message) {
        if (from != session.transport()) {
            session.upgrade().refuse(from);
            return;
        }
        handUp(from, true, message, 0, message.length);
        listener.onSignOfLife();
    }

    /** What has come is not Engine.IO. As the original: a polling session is gone at once, a WebSocket closes in order. */
    public void garbage() {
        if (session.transport().name().equals("polling")) {
            session.abort(CloseCause.PARSE_ERROR);
        } else {
            session.close(CloseCause.PARSE_ERROR);
        }
    }

    /** A message over the limit was turned away. */
    public void tooLarge(Transport from, long bytes) {
        if (from == session.transport()) {
            listener.onTooLarge(bytes);
        }
    }

    /** The peer has come for packets or brought some: a sign of life without a packet. */
    public void signOfLife() {
        listener.onSignOfLife();
    }

    /** Whatever goes wrong above costs this session only, and the log says that it is our fault. */
    private void handUp(Transport from, boolean binary, byte[] bytes, int start, int end) {
        lock.lock();
        try {
            if (!session.isOpenOver(from)) {
                return;
            }
            if (binary) {
                listener.onBinary(bytes);
            } else {
                listener.onText(bytes, start, end);
            }
        } catch (RuntimeException fault) {
            LOGGER.log(Level.ERROR, "A message has failed and ends its session.", fault);
            session.abort(CloseCause.PARSE_ERROR);
        } finally {
            lock.unlock();
        }
    }
}
