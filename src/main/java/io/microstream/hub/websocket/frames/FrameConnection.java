package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.WebSocketAcceptor;
import io.microstream.hub.websocket.WebSocketChannel;
import io.microstream.hub.websocket.WebSocketListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: what the protocol says and in which order, over a {@link Link} that carries the bytes.
 *
 * <p>The link brings in bytes from one thread at a time; anybody may send. Owns the bytes that wait, under its lock.
 */
final class FrameConnection implements WebSocketChannel, FrameReader.Receiver {
    private static final Logger LOGGER = System.getLogger(FrameConnection.class.getName());

    /** Above this a message counts as sent only when all that waits is written. */
    private static final int HIGH_WATER_BYTES = 256 * 1024;

    /** How long the peer may take to answer our CLOSE. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private static final byte[] NOTHING = {};

    /** Runs something later; filled by whoever has timers. */
    @FunctionalInterface
    interface Later {
        void after(Duration delay, Runnable action);
    }

    private final Link link;
    private final Later later;
    private final FrameReader reader;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable WebSocketListener listener;
    private volatile boolean reading = true;

    private final ReentrantLock lock = new ReentrantLock();
    private final OutboundBytes out = new OutboundBytes(); // guarded by lock, as all below
    private byte @Nullable [] pong;
    private boolean closeSent;
    private @Nullable SendDone held;

    FrameConnection(Link link, Later later, int maxMessageBytes) {
        this.link = link;
        this.later = later;
        this.reader = new FrameReader(this, maxMessageBytes);
    }

    /** The handshake is answered: whoever accepts the WebSocket hears it from now on. */
    void open(WebSocketAcceptor acceptor) {
        listener = acceptor.accept(this);
    }

    /** Bytes have come. They may be changed and are not kept. */
    void received(byte[] bytes, int from, int to) {
        try {
            reader.read(bytes, from, to);
        } catch (FrameException broken) {
            LOGGER.log(Level.DEBUG, "A peer broke RFC 6455.", broken);
            fail(broken.closeCode());
        } catch (FrameReader.TooLargeException tooLarge) {
            fail(CloseCode.TOO_LARGE);
            WebSocketListener hears = listener;
            if (hears != null) {
                hears.onTooLarge(tooLarge.bytes());
            }
        }
    }

    /** The peer or the link has ended; only the first call counts. */
    void ended(String reason) {
        reading = false;
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        report(false);
        WebSocketListener hears = listener;
        if (hears != null) {
            hears.onClose(reason);
        }
    }

    @Override
    public void send(boolean binary, byte[] message, SendDone done) {
        Taken taken = take(binary ? Opcode.BINARY : Opcode.TEXT, message, done);
        if (taken.isFirst) {
            link.bytesWait();
        }
        if (taken != Taken.FIRST_AND_HELD && taken != Taken.HELD) {
            done.done(taken != Taken.NOT);
        }
    }

    /** What became of a message: it may be the first that waits, and its report may be held. */
    private enum Taken {
        NOT(false),
        FIRST(true),
        BEHIND(false),
        FIRST_AND_HELD(true),
        HELD(false);

        private final boolean isFirst;

        Taken(boolean isFirst) {
            this.isFirst = isFirst;
        }
    }

    private Taken take(int opcode, byte[] message, SendDone done) {
        lock.lock();
        try {
            if (closeSent || ended.get()) {
                return Taken.NOT;
            }
            boolean first = out.length() == 0;
            out.frame(opcode, message, 0, message.length);
            if (out.length() <= HIGH_WATER_BYTES) {
                return first ? Taken.FIRST : Taken.BEHIND;
            }
            held = done; // the only one: the next message comes only after its report
            return first ? Taken.FIRST_AND_HELD : Taken.HELD;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close(int code) {
        sendClose(code);
        later.after(CLOSE_TIMEOUT, this::abort);
    }

    @Override
    public void abort() {
        reading = false;
        link.abort();
        ended("aborted");
    }

    @Override
    public void text(byte[] buffer, int from, int to) {
        WebSocketListener hears = listener;
        if (hears != null) {
            hears.onText(buffer, from, to);
        }
    }

    @Override
    public void binary(byte[] message) {
        WebSocketListener hears = listener;
        if (hears != null) {
            hears.onBinary(message);
        }
    }

    /** RFC 6455 §5.5.3: of several pings only the last one needs an answer. So a flood of them costs one. */
    @Override
    public void ping(byte[] buffer, int from, int to) {
        lock.lock();
        try {
            pong = Arrays.copyOfRange(buffer, from, to);
        } finally {
            lock.unlock();
        }
        link.bytesWait();
    }

    /** RFC 6455 §7.1.5: answers with the same code, then closes. */
    @Override
    public void closed(int code) {
        reading = false;
        sendClose(code);
        link.closeAfterwards();
        ended("close code " + code);
    }

    @Override
    public boolean isReading() {
        return reading;
    }

    /** All bytes that wait, for the link to write; their number stands in {@code length[0]}. */
    byte[] takeBytes(int[] length) {
        lock.lock();
        try {
            if (pong != null) {
                if (!closeSent) {
                    out.frame(Opcode.PONG, pong, 0, pong.length);
                }
                pong = null;
            }
            length[0] = out.length();
            return length[0] == 0 ? NOTHING : out.take();
        } finally {
            lock.unlock();
        }
    }

    /** What was taken last is written in full. */
    void written() {
        report(true);
    }

    private void report(boolean sent) {
        SendDone released;
        lock.lock();
        try {
            released = held;
            held = null;
        } finally {
            lock.unlock();
        }
        if (released != null) {
            released.done(sent);
        }
    }

    private void fail(int code) {
        reading = false;
        sendClose(code);
        link.closeAfterwards();
        later.after(CLOSE_TIMEOUT, this::abort);
        ended("close code " + code);
    }

    private void sendClose(int code) {
        lock.lock();
        try {
            if (closeSent) {
                return;
            }
            closeSent = true;
            byte[] payload = code == CloseCode.NONE ? NOTHING : new byte[] {(byte) (code >> 8), (byte) code};
            out.frame(Opcode.CLOSE, payload, 0, payload.length);
        } finally {
            lock.unlock();
        }
        link.bytesWait();
    }
}
