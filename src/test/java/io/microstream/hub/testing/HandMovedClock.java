package io.microstream.hub.testing;

import io.microstream.hub.time.HubClock;
import java.time.Duration;

/** A hub clock that a test moves. It flows from a reading near the overflow of {@link System#nanoTime()}. */
public final class HandMovedClock {
    private final HubClock clock;
    private long monotonicNanos = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    public HandMovedClock() {
        clock = new HubClock(monotonicNanos);
    }

    public HubClock clock() {
        return clock;
    }

    /** Lets hub time flow by exactly this much, in ticks that the clock takes in full. */
    public void advance(Duration duration) {
        long left = duration.toNanos();
        while (left > 0) {
            long step = Math.min(left, HubClock.LONGEST_STEP.toNanos());
            monotonicNanos += step;
            clock.tick(monotonicNanos);
            left -= step;
        }
    }

    /** The hub itself sleeps, and ticks once when it wakes. */
    public void oversleep(Duration duration) {
        monotonicNanos += duration.toNanos();
        clock.tick(monotonicNanos);
    }
}
