package io.microstream.hub.routing;

import io.microstream.hub.message.ServiceName;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * One stay of a service under its name, over one connection. A service that comes back gets a new one. Any thread.
 *
 * <p>Owns the service's signs of life and counts. {@code departed} changes under the lock of {@link NameLedger},
 * {@code contested} under that of {@link ServiceRegistry}.
 */
public final class Registration {
    private static final int WARNINGS = 5;
    private static final long WARNINGS_EACH_SECONDS = 10;
    private static final long WARNINGS_EACH_NANOS = WARNINGS_EACH_SECONDS * 1_000_000_000;

    private final ServiceName name;
    private final Connection connection;
    private final NameLedger ledger;
    private final long sinceNanos;
    private final Instant since = Instant.now();

    private volatile long lastSignOfLifeNanos;
    private volatile long lastHeardNanos;
    private volatile boolean reachable;
    private volatile boolean contested;
    private volatile boolean departed;

    private final AtomicBoolean cutOff = new AtomicBoolean();
    private volatile long warningsSinceNanos;
    private final AtomicInteger warnings = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final LongAdder requestsSent = new LongAdder();
    private final LongAdder requestsReceived = new LongAdder();
    private final LongAdder answersSent = new LongAdder();

    Registration(ServiceName name, Connection connection, NameLedger ledger, long nowNanos) {
        this.name = name;
        this.connection = connection;
        this.ledger = ledger;
        sinceNanos = nowNanos;
        warningsSinceNanos = nowNanos;
        lastSignOfLifeNanos = nowNanos;
        lastHeardNanos = nowNanos;
    }

    public ServiceName name() {
        return name;
    }

    public Connection connection() {
        return connection;
    }

    /** When it began, in hub time. */
    public long sinceNanos() {
        return sinceNanos;
    }

    /** When it began, for display. */
    public Instant since() {
        return since;
    }

    /** The service sent an event, or whatever else is to keep it from being evicted. */
    public void touch(long hubNanos) {
        if (lastSignOfLifeNanos != hubNanos) { // the clock moves in steps: most of the time it is written already
            lastSignOfLifeNanos = hubNanos;
        }
        if (!reachable) {
            reachable = true;
        }
    }

    /** When the service last gave a sign of life that keeps it from being evicted, in hub time. */
    public long lastSignOfLifeNanos() {
        return lastSignOfLifeNanos;
    }

    /** When anything at all came over the connection, transport packets included, in hub time. */
    public long lastHeardNanos() {
        return lastHeardNanos;
    }

    /**
     * Whether a warning about this service is still worth a line: a peer that does the same wrong thing all the time
     * must not fill the log. About {@value #WARNINGS} each {@value #WARNINGS_EACH_SECONDS} seconds.
     */
    boolean isWorthAWarning(long hubNanos) {
        if (hubNanos - warningsSinceNanos > WARNINGS_EACH_NANOS) {
            warningsSinceNanos = hubNanos;
            warnings.set(0);
        }
        return warnings.get() < WARNINGS && warnings.incrementAndGet() <= WARNINGS;
    }

    /** Requests it has been sent and has not answered. */
    public int unanswered() {
        return unanswered.get();
    }

    /** Requests that it sent. */
    public long requestsSent() {
        return requestsSent.sum();
    }

    /** Requests that went out to it. */
    public long requestsReceived() {
        return requestsReceived.sum();
    }

    /** Answers that it sent. */
    public long answersSent() {
        return answersSent.sum();
    }

    NameLedger ledger() {
        return ledger;
    }

    void heard(long hubNanos) {
        if (lastHeardNanos != hubNanos) {
            lastHeardNanos = hubNanos;
        }
    }

    /** Its CONNECT has been answered: from now on it may be sent requests. */
    void markReachable() {
        reachable = true;
    }

    boolean isReachable() {
        return reachable;
    }

    void contested(boolean nowContested) {
        contested = nowContested;
    }

    /** Whether a newcomer waits for this service to show life, or not to. */
    boolean isContested() {
        return contested;
    }

    /** It does not read; true the first time only. */
    boolean markCutOff() {
        return cutOff.compareAndSet(false, true);
    }

    void markDeparted() {
        departed = true;
    }

    /** Whether it is over: nothing may be asked of it any more. */
    boolean hasDeparted() {
        return departed;
    }

    void askedOnceMore() {
        unanswered.incrementAndGet();
    }

    void askedOnceLess() {
        unanswered.decrementAndGet();
    }

    void countRequestSent() {
        requestsSent.increment();
    }

    void countRequestReceived() {
        requestsReceived.increment();
    }

    void countAnswerSent() {
        answersSent.increment();
    }

    /** For the log. */
    @Override
    public String toString() {
        return "service=" + name + " connection=" + connection.id() + " address="
                + LogText.clean(connection.remoteAddress());
    }
}
