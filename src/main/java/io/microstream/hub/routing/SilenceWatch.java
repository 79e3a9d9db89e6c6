package io.microstream.hub.routing;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds the services that are silent for too long, at a cost that grows with those that are due: one that lives is looked
 * at once in each time-out, one that has left once more.
 *
 * <p>Owns when each service is looked at next, under its lock, under which nothing is called. Any thread.
 */
final class SilenceWatch {
    /** Weak: a service that has left is not kept, with its connection, until it would have been looked at. */
    private record Look(WeakReference<Registration> service, long atNanos) {}

    private final long limitNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Look> next = new PriorityQueue<>((a, b) -> Long.signum(a.atNanos - b.atNanos));
    private long looks;

    SilenceWatch(Duration limit) {
        limitNanos = limit.toNanos();
    }

    /** Watches the service from now on, until it has departed. */
    void begin(Registration service) {
        lock.lock();
        try {
            next.add(lookAtEndOfLimit(service.lastSignOfLifeNanos(), service));
        } finally {
            lock.unlock();
        }
    }

    /** Who is silent for longer than the limit. One that stays all the same is named again after another limit. */
    List<Registration> silent(long nowNanos) {
        List<Registration> silent = new ArrayList<>();
        lock.lock();
        try {
            while (!next.isEmpty() && nowNanos - next.peek().atNanos > 0) {
                Registration service = next.remove().service.get();
                looks++;
                if (service != null && !service.hasDeparted()) {
                    look(service, nowNanos, silent);
                }
            }
        } finally {
            lock.unlock();
        }
        return silent;
    }

    /** How many times a service has been looked at; for tests. */
    long looks() {
        lock.lock();
        try {
            return looks;
        } finally {
            lock.unlock();
        }
    }

    private void look(Registration service, long nowNanos, List<Registration> silent) {
        long heardNanos = service.lastSignOfLifeNanos();
        if (nowNanos - heardNanos > limitNanos) {
            silent.add(service);
            next.add(lookAtEndOfLimit(nowNanos, service));
        } else {
            next.add(lookAtEndOfLimit(heardNanos, service));
        }
    }

    private Look lookAtEndOfLimit(long fromNanos, Registration service) {
        return new Look(new WeakReference<>(service), fromNanos + limitNanos);
    }
}
