package io.microstream.hub.routing;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds how many requests may wait for their outcome: of one asker, and of all. Any thread, no lock. */
final class PendingQuota {
    private final int maxPending;
    private final long maxPendingTotal;
    private final AtomicLong total = new AtomicLong();

    PendingQuota(int maxPending, long maxPendingTotal) {
        this.maxPending = maxPending;
        this.maxPendingTotal = maxPendingTotal;
    }

    /** Takes one place for the asker; false when there is none. */
    boolean reserve(NameLedger asker) {
        boolean reserved = asker.waiting().incrementAndGet() <= maxPending;
        reserved = total.incrementAndGet() <= maxPendingTotal && reserved;
        if (!reserved) {
            release(asker);
        }
        return reserved;
    }

    /** Gives a place back. */
    void release(NameLedger asker) {
        asker.waiting().decrementAndGet();
        total.decrementAndGet();
    }

    long total() {
        return total.get();
    }
}
