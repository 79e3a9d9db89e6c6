package io.microstream.hub.engineio;

import io.microstream.hub.time.HubTimers;
import io.microstream.hub.time.HubTimers.Timer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Engine.IO v4, "Heartbeat": the server pings, and a peer that does not answer in time is gone. A pong restarts the
 * interval.
 *
 * <p>Owns its two timers under its lock, under which nothing but the timers is called.
 */
final class Pings {
    private final HubTimers timers;
    private final EngineSettings settings;
    private final Runnable ping;
    private final Runnable timedOut;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Timer next;
    private @Nullable Timer overdue;
    private boolean unanswered;
    private boolean stopped;

    /**
     * @param ping sends a ping
     * @param timedOut run when it is not answered in time
     */
    Pings(HubTimers timers, EngineSettings settings, Runnable ping, Runnable timedOut) {
        this.timers = timers;
        this.settings = settings;
        this.ping = ping;
        this.timedOut = timedOut;
    }

    /** Begins, or begins anew: the peer has answered. */
    void restart() {
        lock.lock();
        try {
            if (!stopped) {
                cancelBoth();
                unanswered = false;
                next = timers.schedule(settings.pingInterval(), this::due);
                // Counted from when the ping is due: two timers in a row would each be late.
                overdue = timers.schedule(settings.pingInterval().plus(settings.pingTimeout()), timedOut);
            }
        } finally {
            lock.unlock();
        }
    }

    /** As the original: a ping's time-out ends at an upgrade. Unlike there, the next ping follows without its pong. */
    void forgive() {
        lock.lock();
        try {
            if (unanswered) {
                restart();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends for good. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            cancelBoth();
        } finally {
            lock.unlock();
        }
    }

    private void due() {
        lock.lock();
        try {
            if (stopped) {
                return;
            }
            unanswered = true;
        } finally {
            lock.unlock();
        }
        ping.run();
    }

    private void cancelBoth() {
        if (next != null) {
            next.cancel();
            next = null;
        }
        if (overdue != null) {
            overdue.cancel();
            overdue = null;
        }
    }
}
