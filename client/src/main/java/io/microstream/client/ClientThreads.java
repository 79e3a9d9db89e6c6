package io.microstream.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The executors of one client: a timer thread, and where no executor was given one for handlers, with virtual threads if
 * the JDK has them. Owns them; {@link #close()} ends them.
 */
final class ClientThreads {
    private static final int PLATFORM_THREADS = 32;
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor timers;
    private final @Nullable ExecutorService own;
    private final Executor executor;
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Thread timer;

    ClientThreads(String service, @Nullable Executor given) {
        ThreadFactory named = named("microstream-" + service + "-timer");
        timers = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = named.newThread(work);
            timer = made;
            return made;
        });
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        if (given != null) {
            own = null;
            executor = given;
        } else {
            ExecutorService handlers = handlers(service);
            own = handlers;
            executor = handlers;
        }
    }

    ScheduledThreadPoolExecutor timers() {
        return timers;
    }

    /** Whether this is the timer thread, on which calls end whose time is over. */
    boolean isTimer() {
        return Thread.currentThread() == timer;
    }

    Executor executor() {
        return executor;
    }

    /** Ends what is ours; handlers that still run are interrupted. */
    void close() throws InterruptedException {
        timers.shutdownNow();
        if (own != null) {
            own.shutdown();
            if (!own.awaitTermination(1, TimeUnit.SECONDS)) {
                own.shutdownNow();
            }
            own.awaitTermination(1, TimeUnit.SECONDS);
        }
        timers.awaitTermination(1, TimeUnit.SECONDS);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        for (Thread thread : made) { // an executor that has ended may still have a thread that is about to
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
    }

    private ExecutorService handlers(String service) {
        try { // JDK 21; this is compiled for 17
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException olderJdk) {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    PLATFORM_THREADS,
                    PLATFORM_THREADS,
                    KEEP_ALIVE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    named("microstream-" + service + "-handler"));
            pool.allowCoreThreadTimeOut(true);
            return pool;
        }
    }

    private ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            made.removeIf(earlier -> earlier.getState() == Thread.State.TERMINATED);
            made.add(thread);
            return thread;
        };
    }
}
