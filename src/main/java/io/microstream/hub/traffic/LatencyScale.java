package io.microstream.hub.traffic;

/**
 * The buckets into which latencies fall: each power of two of microseconds in eight equal parts, so that a value read
 * back is off by 7 % at most. From 1 µs to 2.4 hours.
 */
public final class LatencyScale {
    /** Number of buckets. */
    public static final int BUCKETS = 256;

    private static final int PARTS_BITS = 3;
    private static final int PARTS = 1 << PARTS_BITS;

    private LatencyScale() {}

    /** The bucket of a latency; what is too long for the scale falls into the last. */
    public static int bucket(long micros) {
        if (micros < PARTS) {
            return (int) Math.max(0, micros);
        }
        int exponent = 63 - Long.numberOfLeadingZeros(micros);
        int part = (int) (micros >>> (exponent - PARTS_BITS)) & (PARTS - 1);
        return Math.min(BUCKETS - 1, ((exponent - PARTS_BITS + 1) << PARTS_BITS) + part);
    }

    /** The smallest latency that falls into the bucket, in microseconds. */
    public static long lowest(int bucket) {
        if (bucket < PARTS) {
            return bucket;
        }
        int exponent = (bucket >>> PARTS_BITS) + PARTS_BITS - 1;
        return (1L << exponent) + ((long) (bucket & (PARTS - 1)) << (exponent - PARTS_BITS));
    }

    /** The middle of the bucket, in milliseconds: what a percentile shows. */
    static double middleMillis(int bucket) {
        return (lowest(bucket) + lowest(bucket + 1)) / 2000.0;
    }
}
