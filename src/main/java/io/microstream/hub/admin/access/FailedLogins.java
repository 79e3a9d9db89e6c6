package io.microstream.hub.admin.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Slows down whoever tries passwords: after a few wrong ones an address has to wait, twice as long each time. Nobody's
 * thread waits here; who comes too early is sent away. Owns its table under its lock; bounded.
 */
@ApplicationScoped
public class FailedLogins {
    /** Wrong passwords that cost nothing. */
    static final int FREE = 5;

    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    private static final int MAX_ADDRESSES = 10_000;

    private record Record(int failures, long lastNanos) {
        long waitNanos() {
            int doublings = Math.min(6, failures - FREE);
            return doublings < 0
                    ? 0
                    : Math.min(
                            LONGEST_WAIT.toNanos(),
                            Duration.ofSeconds(1L << doublings).toNanos());
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Record> byAddress = new LinkedHashMap<>(); // the latest failure last

    /** How many seconds the address has to wait until its next try; 0 for none. */
    long secondsToWait(String address) {
        return secondsToWait(address, System.nanoTime());
    }

    long secondsToWait(String address, long nowNanos) {
        lock.lock();
        try {
            Record found = byAddress.get(address);
            long left = found == null ? 0 : found.waitNanos() - (nowNanos - found.lastNanos());
            return left <= 0 ? 0 : Math.max(1, Math.round(left / 1e9));
        } finally {
            lock.unlock();
        }
    }

    /** A wrong password came from there; returns how many by now. */
    int count(String address) {
        return count(address, System.nanoTime());
    }

    int count(String address, long nowNanos) {
        lock.lock();
        try {
            Record found = byAddress.remove(address);
            int failures = found == null || nowNanos - found.lastNanos() > FORGOTTEN_AFTER.toNanos()
                    ? 1
                    : found.failures() + 1;
            byAddress.put(address, new Record(failures, nowNanos));
            if (byAddress.size() > MAX_ADDRESSES) {
                byAddress.remove(byAddress.keySet().iterator().next());
            }
            return failures;
        } finally {
            lock.unlock();
        }
    }

    /** The right password came from there. */
    void forget(String address) {
        lock.lock();
        try {
            byAddress.remove(address);
        } finally {
            lock.unlock();
        }
    }
}
