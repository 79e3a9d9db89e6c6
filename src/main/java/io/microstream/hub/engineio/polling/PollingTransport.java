package io.microstream.hub.engineio.polling;

import io.microstream.hub.engineio.CloseCause;
import io.microstream.hub.engineio.EngineSession;
import io.microstream.hub.engineio.OutboundPacket;
import io.microstream.hub.engineio.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Carries a session over polls. Owns the poll that waits, under its lock. */
final class PollingTransport implements Transport {
    /** As the original's {@code httpCompression} threshold. */
    private static final int GZIP_FROM_BYTES = 1024;

    private static final int BAD_REQUEST = 400;
    private static final String TEXT = "text/plain; charset=UTF-8";
    private static final byte[] CLOSE = {'1'};
    private static final byte[] NOOP = {'6'};

    private final EngineSession session;
    private final AtomicBoolean receiving = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final PollWatcher watcher;
    private @Nullable AsyncAnswer waiting; // guarded by lock
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile byte[] farewell = CLOSE;

    PollingTransport(EngineSession session) {
        this.session = session;
        this.watcher = new PollWatcher(session, this::waiting);
    }

    @Override
    public String name() {
        return "polling";
    }

    /** The GET of the handshake waits here for the open packet; the session starts right after. */
    void begin(AsyncAnswer firstPoll) {
        firstPoll.whenGone(() -> session.transportClosed(this, CloseCause.TRANSPORT_ERROR));
        hold(firstPoll);
    }

    /** A GET has come: it waits here for packets. A second one ends the session, as in the original. */
    void poll(AsyncAnswer poll) {
        session.inbound().signOfLife();
        poll.whenGone(() -> session.transportClosed(this, CloseCause.TRANSPORT_ERROR));
        if (!hold(poll)) {
            poll.sendEmpty(BAD_REQUEST);
            session.transportClosed(this, CloseCause.TRANSPORT_ERROR);
            return;
        }
        if (ended) {
            answerWaiting(farewell); // the session has ended while this poll was on its way
        } else if (session.transport() == this) {
            flush();
        } else {
            leave(); // the session has changed to WebSocket while this poll was on its way
        }
    }

    /** Whether a POST may be received now; one at a time. Ends with {@link #received}. */
    boolean beginReceiving() {
        return receiving.compareAndSet(false, true);
    }

    void endReceiving() {
        receiving.set(false);
    }

    /** The packets of a POST, in order; what follows a packet that ends the session is not looked at. */
    void received(byte[] body, int length) {
        PollingPayload.decode(body, length, new PollingPayload.Reader() {
            @Override
            public boolean text(byte[] packets, int from, int to) {
                if (to - from == 1 && packets[from] == CLOSE[0]) {
                    farewell = NOOP; // as the original: the peer has said it first
                }
                session.inbound().text(PollingTransport.this, packets, from, to);
                return session.isOpenOver(PollingTransport.this);
            }

            @Override
            public boolean binary(byte[] message) {
                session.inbound().binary(PollingTransport.this, message);
                return session.isOpenOver(PollingTransport.this);
            }

            @Override
            public void broken() {
                session.inbound().garbage();
            }
        });
    }

    void tooLarge(long bytes) {
        session.inbound().tooLarge(this, bytes);
    }

    /** The peer broke a rule of polling: the session ends. */
    void misused() {
        session.transportClosed(this, CloseCause.TRANSPORT_ERROR);
    }

    @Override
    public void flush() {
        AsyncAnswer poll;
        List<OutboundPacket> packets;
        boolean last;
        lock.lock();
        try {
            if (waiting == null) {
                return;
            }
            last = closing; // looked at before the queue: what was sent ahead of the close is then found in it
            packets = session.takeAll(this);
            if (packets.isEmpty() && !last) {
                return;
            }
            poll = waiting;
            waiting = null;
        } finally {
            lock.unlock();
        }
        answer(poll, last ? withClose(packets) : packets);
        if (last) {
            session.transportClosed(this, CloseCause.FORCED_CLOSE);
        }
    }

    @Override
    public void release() {
        answerWaiting(NOOP);
    }

    // A sound client has no poll open when it sends its 5; one that was sent behind the 5 may still be here before it.
    @Override
    public void leave() {
        AsyncAnswer poll = takeWaiting();
        if (poll != null) {
            poll.sendEmpty(BAD_REQUEST);
        }
    }

    @Override
    public void close() {
        closing = true;
        flush();
    }

    @Override
    public void abort() {
        ended = true; // before it is looked for a poll: one that comes in just now sees it
        answerWaiting(farewell);
    }

    private boolean hold(AsyncAnswer poll) {
        lock.lock();
        try {
            if (waiting != null) {
                return false;
            }
            waiting = poll;
            watcher.waits(poll);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable AsyncAnswer waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    private void answerWaiting(byte[] body) {
        AsyncAnswer poll = takeWaiting();
        if (poll != null) {
            poll.send(TEXT, body, false, () -> {});
        }
    }

    private @Nullable AsyncAnswer takeWaiting() {
        lock.lock();
        try {
            AsyncAnswer poll = waiting;
            waiting = null;
            return poll;
        } finally {
            lock.unlock();
        }
    }

    private void answer(AsyncAnswer poll, List<OutboundPacket> packets) {
        byte[] body = PollingPayload.encode(packets);
        long cost = packets.stream().mapToLong(OutboundPacket::cost).sum();
        Runnable written = () -> session.written(cost);
        if (body.length >= GZIP_FROM_BYTES && poll.takesGzip()) {
            poll.later(() -> poll.send(TEXT, gzip(body), true, written)); // not on the thread of whoever sent this
        } else {
            poll.send(TEXT, body, false, written);
        }
    }

    private static List<OutboundPacket> withClose(List<OutboundPacket> packets) {
        List<OutboundPacket> all = new ArrayList<>(packets);
        all.add(OutboundPacket.text(CLOSE));
        return all;
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
