package io.microstream.hub.traffic;

import java.util.OptionalDouble;

/** A sum of latencies of several calls, to read percentiles from. For one thread. */
public final class Latencies {
    private final long[] counts = new long[LatencyScale.BUCKETS];
    private long total;

    void add(int bucket, long count) {
        counts[bucket] += count;
        total += count;
    }

    /** Adds all of another sum. */
    public void add(Latencies other) {
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] += other.counts[bucket];
        }
        total += other.total;
    }

    /** How many latencies. */
    public long total() {
        return total;
    }

    /** How many are no longer than each of these bounds, which ascend; exact where a bucket ends there. */
    public long[] upTo(long... boundsMicros) {
        long[] upTo = new long[boundsMicros.length];
        long sum = 0;
        int bucket = 0;
        for (int bound = 0; bound < boundsMicros.length; bound++) {
            while (bucket < counts.length && LatencyScale.lowest(bucket) < boundsMicros[bound]) {
                sum += counts[bucket++];
            }
            upTo[bound] = sum;
        }
        return upTo;
    }

    /** The latency that this share of all does not exceed, in milliseconds; empty without any. */
    public OptionalDouble percentileMillis(double share) {
        if (total == 0) {
            return OptionalDouble.empty();
        }
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long sum = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            sum += counts[bucket];
            if (sum >= rank) {
                return OptionalDouble.of(LatencyScale.middleMillis(bucket));
            }
        }
        return OptionalDouble.of(LatencyScale.middleMillis(counts.length - 1));
    }
}
