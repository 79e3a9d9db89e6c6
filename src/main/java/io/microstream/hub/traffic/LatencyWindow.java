package io.microstream.hub.traffic;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last minute of one call, in twelve steps of five seconds. Keeps of each step only the buckets that have something.
 * Filled by the sampler, read by whoever shows it.
 */
public final class LatencyWindow {
    static final int STEPS = 12;
    private static final int STEP_SECONDS = 5;
    private static final long[] NOTHING = {};

    /** One step: buckets and their counts, in turn. */
    private record Step(long requests, long errors, long[] buckets) {
        static final Step EMPTY = new Step(0, 0, NOTHING);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Step[] steps = new Step[STEPS];
    private final int[] before = new int[LatencyScale.BUCKETS]; // the lower halves are enough for a difference
    private long requestsBefore;
    private long errorsBefore;
    private int next;
    private int filled;

    LatencyWindow() {
        Arrays.fill(steps, Step.EMPTY);
    }

    void push(long requests, long errors, AtomicLongArray latencies) {
        lock.lock();
        try {
            boolean quiet = requests == requestsBefore && errors == errorsBefore;
            long[] buckets = difference(latencies);
            steps[next] = quiet && buckets.length == 0
                    ? Step.EMPTY
                    : new Step(requests - requestsBefore, errors - errorsBefore, buckets);
            next = (next + 1) % STEPS;
            filled = Math.min(STEPS, filled + 1);
            requestsBefore = requests;
            errorsBefore = errors;
        } finally {
            lock.unlock();
        }
    }

    private long[] difference(AtomicLongArray latencies) {
        long[] found = new long[2 * LatencyScale.BUCKETS];
        int length = 0;
        for (int bucket = 0; bucket < LatencyScale.BUCKETS; bucket++) {
            int now = (int) latencies.get(bucket);
            if (now != before[bucket]) {
                found[length++] = bucket;
                found[length++] = (long) now - before[bucket];
                before[bucket] = now;
            }
        }
        return length == 0 ? NOTHING : Arrays.copyOf(found, length);
    }

    /** Requests that began. */
    public long requests() {
        return sum(false);
    }

    /** Requests that ended without what they asked for. */
    public long errors() {
        return sum(true);
    }

    /** How many seconds it covers: fewer than sixty for a young call. */
    public int seconds() {
        lock.lock();
        try {
            return filled * STEP_SECONDS;
        } finally {
            lock.unlock();
        }
    }

    /** Requests of the last five seconds that are complete. */
    public long lastStepRequests() {
        return lastStep().requests();
    }

    /** Errors of the last five seconds that are complete. */
    public long lastStepErrors() {
        return lastStep().errors();
    }

    /** Adds the latencies of the last five seconds that are complete. */
    public void addLastStepTo(Latencies sum) {
        add(lastStep(), sum);
    }

    private Step lastStep() {
        lock.lock();
        try {
            return steps[(next + STEPS - 1) % STEPS];
        } finally {
            lock.unlock();
        }
    }

    private static void add(Step step, Latencies sum) {
        for (int i = 0; i < step.buckets().length; i += 2) {
            sum.add((int) step.buckets()[i], step.buckets()[i + 1]);
        }
    }

    private long sum(boolean errors) {
        lock.lock();
        try {
            long sum = 0;
            for (Step step : steps) {
                sum += errors ? step.errors() : step.requests();
            }
            return sum;
        } finally {
            lock.unlock();
        }
    }

    /** Adds the latencies of the answers. */
    public void addTo(Latencies sum) {
        lock.lock();
        try {
            for (Step step : steps) {
                add(step, sum);
            }
        } finally {
            lock.unlock();
        }
    }
}
