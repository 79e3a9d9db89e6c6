package io.microstream.client;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks for calls whose time is over, without a timer for each of them: calls are many, most end long before their
 * deadline, and so the timer thread mostly sleeps until the nearest deadline that it saw when it last looked. Any thread.
 *
 * <p>Owns the moment of the next look, guarded by its lock.
 */
final class Deadlines {
    /** Ends the calls whose time is over. */
    @FunctionalInterface
    interface Look {
        /** Says how many nanoseconds the nearest of the deadlines is away; negative if there is none. */
        long endOverdue();
    }

    /** A look walks over all calls; a deadline is noticed up to so much late. */
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final ScheduledExecutorService timers;
    private final Look look;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Future<?> next;
    private volatile long nextNanos;
    private volatile boolean scheduled;

    Deadlines(ScheduledExecutorService timers, Look look) {
        this.timers = timers;
        this.look = look;
    }

    /** There is a deadline. To be told after the call is where {@link Look} finds it. */
    void add(long deadlineNanos) {
        if (!scheduled || deadlineNanos - nextNanos < 0) {
            schedule(deadlineNanos);
        }
    }

    private void schedule(long atNanos) {
        lock.lock();
        try {
            if (scheduled && atNanos - nextNanos >= 0) {
                return;
            }
            if (next != null) {
                next.cancel(false);
            }
            nextNanos = atNanos;
            next = timers.schedule(this::run, atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            scheduled = true;
        } catch (RejectedExecutionException closed) {
            scheduled = true; // whoever closes the client ends its calls
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        scheduled = false;
        long begin = System.nanoTime();
        long nearest = look.endOverdue();
        if (nearest >= 0) {
            long now = System.nanoTime();
            long pause = Math.max(SHORTEST_PAUSE_NANOS, Math.min(LONGEST_PAUSE_NANOS, 10 * (now - begin)));
            schedule(now + Math.max(nearest, pause));
        }
    }
}
