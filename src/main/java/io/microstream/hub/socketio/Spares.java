package io.microstream.hub.socketio;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends what a thread needs for the time of one call, so that idle sessions hold none. A thread gets back what it gave
 * back, if nobody has taken it meanwhile; and something new where there is none. Any thread, no lock.
 */
final class Spares<T> {
    /** Places apart from each other by a cache line or more. */
    private static final int STRIDE = 32;

    private static final int PLACES = 64;

    private final AtomicReferenceArray<@Nullable T> places = new AtomicReferenceArray<>(PLACES * STRIDE);
    private final Supplier<T> maker;

    Spares(Supplier<T> maker) {
        this.maker = maker;
    }

    /** The caller's own until {@link #giveBack}. */
    T take() {
        T spare = places.getAndSet(place(), null);
        return spare == null ? maker.get() : spare;
    }

    void giveBack(T spare) {
        places.setRelease(place(), spare);
    }

    private static int place() {
        return (int) (Thread.currentThread().getId() % PLACES) * STRIDE;
    }
}
