package io.microstream.hub.testing;

import io.microstream.hub.time.HubClock;
import io.microstream.hub.time.HubTimers;
import java.time.Duration;

/** Hub time that flows only when a test says so, in steps as {@code boot} makes them. */
public final class HandMovedTime {
    private static final Duration STEP = Duration.ofMillis(50);

    private final HubClock clock = new HubClock(0);
    private final HubTimers timers = new HubTimers(clock);
    private long reading;

    public HubClock clock() {
        return clock;
    }

    public HubTimers timers() {
        return timers;
    }

    /** Lets {@code passed} flow and runs on the way what falls due. */
    public void pass(Duration passed) {
        long left = passed.toNanos();
        while (left > 0) {
            long step = Math.min(left, STEP.toNanos());
            reading += step;
            left -= step;
            clock.tick(reading);
            timers.runDue();
        }
    }

    /** The smallest step beyond a moment. */
    public void passOneNanosecond() {
        pass(Duration.ofNanos(1));
    }
}
