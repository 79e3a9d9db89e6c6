package io.microstream.hub.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time that flows only while the hub runs.
 *
 * <p>Whoever stops the process for a while (a suspended machine, a long collection, a neighbour that takes the CPU) must
 * not make the hub believe that its services were silent all that while. So each tick adds what has passed since the one
 * before, but never more than {@link #LONGEST_STEP}: ticks come 50 times a second, and a gap of a quarter is a pause.
 * Only {@code boot} and tests tick; everybody else reads. Any thread.
 */
public final class HubClock {
    /** The most that one tick may add. */
    public static final Duration LONGEST_STEP = Duration.ofMillis(250);

    private static final long LONGEST_STEP_NANOS = LONGEST_STEP.toNanos();

    private final AtomicLong lastTick;
    private final AtomicLong now = new AtomicLong();

    /** Starts at zero; {@code monotonicNanos} is the reading of {@link System#nanoTime()} at this moment. */
    public HubClock(long monotonicNanos) {
        lastTick = new AtomicLong(monotonicNanos);
    }

    /** Lets time flow up to {@code monotonicNanos}; a reading older than the last one adds nothing. */
    public void tick(long monotonicNanos) {
        long previous =
                lastTick.getAndAccumulate(monotonicNanos, (last, reading) -> reading - last > 0 ? reading : last);
        long passed = monotonicNanos - previous;
        if (passed > 0) {
            now.addAndGet(Math.min(passed, LONGEST_STEP_NANOS));
        }
    }

    /** Hub time in nanoseconds; compare by subtraction. */
    public long nanos() {
        return now.get();
    }

    /** How long ago the last tick was, given the reading of {@link System#nanoTime()} at this moment. */
    public Duration sinceLastTick(long monotonicNanos) {
        return Duration.ofNanos(Math.max(0, monotonicNanos - lastTick.get()));
    }

    /** The deadline that passes once more than {@code delay} of hub time has flowed. */
    public Deadline in(Duration delay) {
        return new Deadline(nanos() + delay.toNanos());
    }
}
