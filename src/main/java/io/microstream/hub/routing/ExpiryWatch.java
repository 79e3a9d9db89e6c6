package io.microstream.hub.routing;

import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which ledger has to be looked at next for requests that have expired. A ledger is in here once while anything waits
 * in it, by the time at which its oldest request was sent; so it costs nothing to let a thousand ledgers wait.
 *
 * <p>Owns the queue under a lock of its own, innermost. Any thread.
 */
final class ExpiryWatch {
    private record Watched(NameLedger ledger, long oldestSentAtNanos) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Watched> queue =
            new PriorityQueue<>((a, b) -> Long.signum(a.oldestSentAtNanos - b.oldestSentAtNanos));

    void add(NameLedger ledger, long oldestSentAtNanos) {
        lock.lock();
        try {
            queue.add(new Watched(ledger, oldestSentAtNanos));
        } finally {
            lock.unlock();
        }
    }

    /** Takes out a ledger whose oldest request is older than this; null when there is none. */
    @Nullable
    NameLedger takeDue(long nowNanos, long ttlNanos) {
        lock.lock();
        try {
            Watched next = queue.peek();
            if (next == null || nowNanos - next.oldestSentAtNanos <= ttlNanos) {
                return null;
            }
            queue.remove();
            return next.ledger;
        } finally {
            lock.unlock();
        }
    }
}
