package io.microstream.hub.boot;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is finer than a second: a job that runs again and again on a thread of its own from the container. A periodic task
 * of the container's executor would not do: WildFly lets none run once its server is to stop, while the hub still drains,
 * and logs an error for each run.
 *
 * <p>Owns the thread.
 */
final class FineTicks {
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final Runnable job;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    /** @param job must not block; what it throws ends the ticking */
    FineTicks(Runnable job) {
        this.job = job;
    }

    void start(ThreadFactory threads) {
        Thread ticking = threads.newThread(this::run);
        ticking.setName("microstream-ticks");
        ticking.start();
        thread = ticking;
    }

    /** Returns when the job will not run any more. Not to be called by the job. */
    void stop() {
        stopped = true;
        Thread ticking = thread;
        if (ticking == null) {
            return;
        }
        LockSupport.unpark(ticking);
        try {
            ticking.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // A sleep of the process costs one tick: the pause is between two runs.
    private void run() {
        while (!stopped) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            if (Thread.interrupted()) {
                continue; // by a container that stops, which gives up the bean too: until then time goes on
            }
            job.run();
        }
    }
}
