package io.microstream.hub.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does in its own time. */
public final class Eventually {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Eventually() {}

    /** Returns as soon as the condition holds; fails when it does not within this time. */
    public static void within(Duration time, BooleanSupplier condition) {
        if (!holdsWithin(time, condition)) {
            throw new AssertionError("What was waited for did not happen within " + time.toMillis() + " ms");
        }
    }

    /** Whether the condition comes to hold within this time. */
    public static boolean holdsWithin(Duration time, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > time.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
