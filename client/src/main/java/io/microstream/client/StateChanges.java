package io.microstream.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells listeners of the changes of state, in order, on an executor. Owns the changes that are still to be told. */
final class StateChanges {
    private static final Logger LOGGER = System.getLogger(StateChanges.class.getName());

    private final Executor executor;
    private final List<StateListener> listeners;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allTold = lock.newCondition();
    private final Queue<Runnable> untold = new ArrayDeque<>();
    private boolean telling;

    StateChanges(Executor executor, Collection<StateListener> listeners) {
        this.executor = executor;
        this.listeners = new CopyOnWriteArrayList<>(listeners);
    }

    void add(StateListener listener) {
        listeners.add(listener);
    }

    void tell(ConnectionState state, Optional<Exception> cause) {
        if (listeners.isEmpty()) {
            return;
        }
        boolean starts;
        lock.lock();
        try {
            untold.add(() -> listeners.forEach(listener -> tell(listener, state, cause)));
            starts = !telling;
            telling = true;
        } finally {
            lock.unlock();
        }
        if (starts) {
            try {
                executor.execute(this::tellAll);
            } catch (RejectedExecutionException ended) {
                LOGGER.log(Level.DEBUG, "Nobody hears of the state any more.", ended);
            }
        }
    }

    /** Waits a moment until the listeners have heard of everything. */
    void awaitTold() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(1);
            while (telling && left > 0) {
                left = allTold.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tellAll() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    @org.jspecify.annotations.Nullable
    private Runnable next() {
        lock.lock();
        try {
            Runnable next = untold.poll();
            if (next == null) {
                telling = false;
                allTold.signalAll();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private static void tell(StateListener listener, ConnectionState state, Optional<Exception> cause) {
        try {
            listener.changed(state, cause);
        } catch (RuntimeException failure) {
            LOGGER.log(Level.WARNING, "A listener of the connection's state failed.", failure);
        }
    }
}
