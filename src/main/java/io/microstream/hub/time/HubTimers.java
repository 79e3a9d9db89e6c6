package io.microstream.hub.time;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Actions that wait for a moment in hub time: pings, time-outs, probes.
 *
 * <p>Owns the waiting timers. One thread of {@code boot} runs what is due; the cost of a run grows with what is
 * due, not with what waits. Actions run outside the lock, one after the other, must not block, and a failing one is
 * logged and does not hold up the others. Any thread may schedule and cancel; a peer that makes its session do so all
 * the time costs no memory, since cancelled timers are swept out once they are the greater part.
 */
public final class HubTimers {
    private static final Logger LOGGER = System.getLogger(HubTimers.class.getName());

    /** Fewer cancelled timers than this are not worth a sweep. */
    private static final int SWEEP_FROM = 256;

    private final HubClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Timer> waiting =
            new PriorityQueue<>((a, b) -> Long.signum(a.deadline.atNanos() - b.deadline.atNanos()));
    private int cancelled; // of those that wait; guarded by lock

    public HubTimers(HubClock clock) {
        this.clock = clock;
    }

    /** Runs {@code action} once, after more than {@code delay} of hub time. */
    public Timer schedule(Duration delay, Runnable action) {
        Timer timer = new Timer(clock.in(delay), action);
        lock.lock();
        try {
            waiting.add(timer);
        } finally {
            lock.unlock();
        }
        return timer;
    }

    /** Runs all that is due. Called by {@code boot} and by tests only. */
    public void runDue() {
        for (Timer timer : takeDue()) {
            timer.run();
        }
    }

    /** How many timers wait, cancelled ones that are not yet due included. */
    public int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void cancel(Timer timer) {
        lock.lock();
        try {
            if (timer.action == null) {
                return;
            }
            timer.action = null;
            cancelled += timer.waits ? 1 : 0;
            if (cancelled >= SWEEP_FROM && cancelled > waiting.size() / 2) {
                waiting.removeIf(waiter -> waiter.action == null);
                cancelled = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Timer> takeDue() {
        lock.lock();
        try {
            Timer next = waiting.peek();
            if (next == null || !next.deadline.passed(clock)) {
                return List.of();
            }
            List<Timer> due = new ArrayList<>();
            while (next != null && next.deadline.passed(clock)) {
                due.add(next);
                waiting.remove();
                next.waits = false;
                cancelled -= next.action == null ? 1 : 0;
                next = waiting.peek();
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** One waiting action. */
    public final class Timer {
        private final Deadline deadline;
        private volatile @Nullable Runnable action; // set to null under the lock only
        private boolean waits = true; // guarded by lock

        private Timer(Deadline deadline, Runnable action) {
            this.deadline = deadline;
            this.action = action;
        }

        /** The action will not run, unless it runs at this very moment. */
        public void cancel() {
            HubTimers.this.cancel(this);
        }

        private void run() {
            Runnable due = action;
            if (due == null) {
                return;
            }
            try {
                due.run();
            } catch (RuntimeException | Error failure) { // what falls due with it has left the queue already
                LOGGER.log(Level.ERROR, "A timer failed.", failure);
            }
        }
    }
}
