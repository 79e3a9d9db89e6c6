package io.microstream.hub.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Hashes a range of bytes, eight at a step. Each process has a seed of its own, so that a peer cannot choose names or
 * ids that fall together.
 */
public final class ByteHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long SEED = ThreadLocalRandom.current().nextLong();
    private static final long ODD = 0x9E37_79B9_7F4A_7C15L; // 2^64 divided by the golden ratio

    private ByteHash() {}

    /** Equal for equal ranges within one process; all 32 bits are well mixed. */
    public static int of(byte[] bytes, int from, int to) {
        long hash = SEED ^ (to - from);
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << 8 | bytes[at] & 0xFF;
        }
        hash = mix(hash ^ rest);
        return (int) (hash >>> 32);
    }

    /** The high half of the product depends on every bit, and comes back into the low one. */
    private static long mix(long bits) {
        long product = bits * ODD;
        return product ^ Math.multiplyHigh(bits, ODD) ^ SEED;
    }
}
