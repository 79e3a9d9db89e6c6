package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.TextMessage;
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

    /** How long the peer may take to answer our CLOSE, or to read our answer to its own. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** How long we listen to one who broke the protocol, for it to read our CLOSE. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final byte[] NOTHING = {};

    private final Link link;
    private final FrameReader reader;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private final CloseTimeout timeout;
    private volatile @Nullable WebSocketListener listener;
    private volatile @Nullable String end;
    private volatile boolean reading = true;
    private volatile boolean leaving;

    private final ReentrantLock lock = new ReentrantLock();
    private final OutboundBytes out = new OutboundBytes(); // guarded by lock, as all below
    private byte @Nullable [] pong;
    private boolean closeSent;
    private @Nullable SendDone held;

    FrameConnection(Link link, Later later, int maxMessageBytes) {
        this.link = link;
        this.timeout = new CloseTimeout(later);
        this.reader = new FrameReader(this, maxMessageBytes);
    }

    /** The handshake is answered: whoever accepts the WebSocket hears it from now on. */
    void open(WebSocketAcceptor acceptor) {
        listener = acceptor.accept(this);
        tellOfTheEnd(); // it may have come before there was a listener
    }

    /** Bytes have come. They may be changed and are not kept. */
    void received(byte[] bytes, int from, int to) {
        try {
            reader.read(bytes, from, to);
        } catch (FrameException broken) {
            LOGGER.log(Level.DEBUG, "A peer broke RFC 6455.", broken);
            fail(broken.closeCode());
        } catch (FrameReader.TooLargeException tooLarge) {
            refuse(tooLarge.bytes());
        } catch (RuntimeException | Error fault) { // half a read cannot be gone on with
            LOGGER.log(Level.ERROR, "What came over a WebSocket could not be handled.", fault);
            fail(CloseCode.INTERNAL_ERROR);
        }
    }

    /** The link is closed; nothing is kept for it from now on. */
    void ended(String reason) {
        timeout.stop();
        over(reason);
    }

    /** No message comes or goes any more; only the first call counts. */
    private void over(String reason) {
        reading = false;
        if (!over.compareAndSet(false, true)) {
            return;
        }
        end = reason;
        report(false);
        tellOfTheEnd();
    }

    private void tellOfTheEnd() {
        WebSocketListener hears = listener;
        String reason = end;
        if (hears != null && reason != null && told.compareAndSet(false, true)) {
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
            if (closeSent || over.get()) {
                return Taken.NOT;
            }
            boolean first = out.length() == 0;
            prepareFrame();
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

    /** Into the bytes that wait, while those are few; a large one alone may go beyond the mark. */
    @Override
    public boolean sendNow(TextMessage message) {
        boolean first;
        lock.lock();
        try {
            first = out.length() == 0;
            if (closeSent || over.get() || (!first && out.length() + message.length() > HIGH_WATER_BYTES)) {
                return false;
            }
            prepareFrame();
            out.frame(Opcode.TEXT, message);
        } finally {
            lock.unlock();
        }
        if (first) {
            link.bytesWait();
        }
        return true;
    }

    /** Under the lock. */
    private void prepareFrame() {
        if (out.needsSpace()) {
            out.reuse(link.spare());
        }
        appendPong(); // the ping came before what this message answers
    }

    @Override
    public void close(int code) {
        if (!over.get() && sendClose(code)) {
            timeout.start(CLOSE_TIMEOUT, this::cut);
        }
    }

    /** Without effect once we are leaving: the CLOSE that waits is to reach the peer, and a time-out runs. */
    @Override
    public void abort() {
        if (!leaving) {
            cut();
        }
    }

    private void cut() {
        reading = false;
        link.abort();
        over("aborted");
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
        leaving = true;
        reading = false;
        sendClose(code);
        timeout.start(CLOSE_TIMEOUT, this::cut);
        link.closeAfterwards();
        over("close code " + code);
    }

    @Override
    public boolean isReading() {
        return reading;
    }

    /** All bytes that wait, for the link to write; their number stands in {@code length[0]}. */
    byte[] takeBytes(int[] length) {
        lock.lock();
        try {
            appendPong();
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
            if (sent && out.length() > 0) {
                return; // something has come in meanwhile, perhaps the very message that is held
            }
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
        leave(code);
        over("close code " + code);
    }

    /** The listener hears why before it hears of the end. */
    private void refuse(long bytes) {
        leave(CloseCode.TOO_LARGE);
        WebSocketListener hears = listener;
        if (hears != null && !over.get()) {
            hears.onTooLarge(bytes);
        }
        over("close code " + CloseCode.TOO_LARGE);
    }

    private void leave(int code) {
        leaving = true;
        reading = false;
        sendClose(code);
        timeout.start(LINGER, this::cut);
        link.fallSilentAfterwards();
    }

    /** In front of what is sent now: a message that came later is answered later. Under the lock. */
    private void appendPong() {
        if (pong != null && !closeSent) {
            out.frame(Opcode.PONG, pong, 0, pong.length);
        }
        pong = null;
    }

    private boolean sendClose(int code) {
        lock.lock();
        try {
            if (closeSent) {
                return false;
            }
            appendPong();
            closeSent = true;
            byte[] payload = code == CloseCode.NONE ? NOTHING : new byte[] {(byte) (code >> 8), (byte) code};
            out.frame(Opcode.CLOSE, payload, 0, payload.length);
        } finally {
            lock.unlock();
        }
        link.bytesWait();
        return true;
    }
}
