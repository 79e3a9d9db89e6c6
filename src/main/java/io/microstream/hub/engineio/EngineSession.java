package io.microstream.hub.engineio;

import io.microstream.hub.time.HubTimers;
import io.microstream.hub.time.HubTimers.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One Engine.IO session: its state, the transport that carries it at the moment, and what waits for the peer.
 *
 * <p>Owns all three under its lock. Any thread may send and close; what the peer sends comes in by {@link Inbound}.
 */
public final class EngineSession {
    /** How long an orderly close may take before the peer is cut off; Engine.IO's own {@code closeTimeout}. */
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private static final Runnable NOTHING_TO_DO = () -> {};

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    /** What became of packets that were handed to a session. */
    public enum Sent {
        QUEUED,
        CLOSED,
        /** They did not fit into the queue; the session has been cut off. */
        OVERLOADED
    }

    private final String sid;
    private final Handshake handshake;
    private final EngineSettings settings;
    private final HubTimers timers;
    private final EngineSessions sessions;
    private final EngineListener listener;
    private final Pings pings;
    private final Upgrade upgrade = new Upgrade(this);
    private final Inbound inbound;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by lock; transport and state are also read without it where a stale value does no harm.
    private final OutboundQueue queue;
    private volatile Transport transport = NoTransport.NONE;
    private volatile State state = State.OPEN;
    private @Nullable Timer closeTimer;

    EngineSession(String sid, Handshake handshake, EngineSessions sessions, EngineApplication application) {
        this.sid = sid;
        this.handshake = handshake;
        this.sessions = sessions;
        this.settings = sessions.settings();
        this.timers = sessions.timers();
        this.queue = new OutboundQueue(settings.sendBufferBytes());
        this.pings = new Pings(timers, settings, this::probe, () -> abort(CloseCause.PING_TIMEOUT));
        this.listener = application.opened(this);
        this.inbound = new Inbound(this, pings, listener);
    }

    /** Begins with the first transport: the peer gets the open packet, pings start. */
    void start(Transport first) {
        lock.lock();
        try {
            transport = first;
            queue.add(OpenPacket.of(sid, first, settings));
        } finally {
            lock.unlock();
        }
        pings.restart();
        first.flush();
    }

    /** The Engine.IO sid. It is a secret: whoever knows it can speak for the peer. */
    String sid() {
        return sid;
    }

    public Handshake handshake() {
        return handshake;
    }

    /** {@code polling} or {@code websocket}, at the moment. */
    public String transportName() {
        return transport.name();
    }

    EngineSettings settings() {
        return settings;
    }

    HubTimers timers() {
        return timers;
    }

    /** Runs {@code action} once, after more than {@code delay} of hub time, on the thread of the timers. */
    public void later(Duration delay, Runnable action) {
        timers.schedule(delay, action);
    }

    Upgrade upgrade() {
        return upgrade;
    }

    /** Where the transports bring what the peer sends. */
    public Inbound inbound() {
        return inbound;
    }

    /** Outbound bytes that wait for the peer. */
    public long queuedBytes() {
        lock.lock();
        try {
            return queue.bytes();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends a packet straight through where nothing is before it; otherwise queues it as {@link #send(List)} does. It
     * is encoded before this returns.
     */
    public Sent send(OutboundText packet) {
        if (state == State.OPEN && queue.isEmpty() && transport.sendNow(packet)) {
            return Sent.QUEUED;
        }
        return send(List.of(packet.packet()));
    }

    /** Queues packets, which stay together and in order. Never blocks; a full queue cuts the session off. */
    public Sent send(List<OutboundPacket> packets) {
        return send(packets, NOTHING_TO_DO);
    }

    /**
     * Queues packets as {@link #send(List)} does.
     *
     * @param queued run when they are queued and before the peer can have them; under the session's lock, so it may do
     *     no more than set a flag
     */
    public Sent send(List<OutboundPacket> packets, Runnable queued) {
        boolean fits;
        lock.lock();
        try {
            if (state != State.OPEN) {
                return Sent.CLOSED;
            }
            fits = queue.offer(packets);
            queued.run();
        } finally {
            lock.unlock();
        }
        if (!fits) {
            abort(CloseCause.SLOW_CONSUMER);
            return Sent.OVERLOADED;
        }
        transport.flush();
        return Sent.QUEUED;
    }

    /** Asks the peer for a sign of life, beside the regular pings. */
    public void probe() {
        sendOwn(OutboundPacket.PING);
    }

    /** Closes once what was sent is out; tells the listener at once. Does nothing to a closed session. */
    public void close(CloseCause cause) {
        if (!leaveOpen(State.CLOSING)) {
            return;
        }
        pings.stop();
        lock.lock();
        try {
            closeTimer = timers.schedule(CLOSE_TIMEOUT, () -> abort(cause));
        } finally {
            lock.unlock();
        }
        upgrade.abandon();
        transport.close();
        listener.onClosed(cause);
    }

    /** Ends at once; what waits for the peer is lost. Does nothing to a closed session. */
    public void abort(CloseCause cause) {
        boolean wasOpen = leaveOpen(State.CLOSED);
        if (!wasOpen && !closeForGood()) {
            return;
        }
        pings.stop();
        sessions.remove(this);
        upgrade.abandon();
        transport.abort();
        if (wasOpen) {
            listener.onClosed(cause);
        }
    }

    /** The transport has ended; one that carries the session no more may say so without effect. */
    public void transportClosed(Transport ended, CloseCause cause) {
        if (ended == transport) {
            abort(cause);
        } else {
            upgrade.transportClosed(ended);
        }
    }

    /** Hands all that waits to the transport, if it is the one that carries the session. */
    public List<OutboundPacket> takeAll(Transport carrier) {
        lock.lock();
        try {
            return carrier == transport ? queue.takeAll() : List.of();
        } finally {
            lock.unlock();
        }
    }

    /** Whether {@link #takeAll} would hand over anything. */
    public boolean hasWaiting(Transport carrier) {
        return carrier == transport && !queue.isEmpty();
    }

    /** What was taken is out: its bytes count no more. */
    public void written(long cost) {
        lock.lock();
        try {
            queue.written(cost);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the session is open and {@code carrier} carries it. */
    public boolean isOpenOver(Transport carrier) {
        return state == State.OPEN && carrier == transport;
    }

    /** Queues one of Engine.IO's own packets. */
    private void sendOwn(OutboundPacket packet) {
        lock.lock();
        try {
            if (state != State.OPEN) {
                return;
            }
            queue.add(packet);
        } finally {
            lock.unlock();
        }
        transport.flush();
    }

    /** Engine.IO v4, "Upgrade": the candidate carries the session from now on; false where nothing polls any more. */
    boolean switchTo(Transport candidate) {
        Transport old;
        lock.lock();
        try {
            // Only polling is left behind: a candidate that came in behind another's switch must not push that one out.
            if (state != State.OPEN || !transport.name().equals("polling")) {
                return false;
            }
            old = transport;
            transport = candidate;
        } finally {
            lock.unlock();
        }
        pings.forgive();
        old.leave();
        sessions.changedTransport();
        candidate.flush();
        return true;
    }

    /** The transport that carries the session at the moment. */
    public Transport transport() {
        return transport;
    }

    private boolean leaveOpen(State next) {
        lock.lock();
        try {
            if (state != State.OPEN) {
                return false;
            }
            state = next;
            if (next == State.CLOSED) {
                queue.clear();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean closeForGood() {
        lock.lock();
        try {
            boolean wasClosing = state == State.CLOSING;
            state = State.CLOSED;
            if (closeTimer != null) {
                closeTimer.cancel();
            }
            queue.clear();
            return wasClosing;
        } finally {
            lock.unlock();
        }
    }
}
