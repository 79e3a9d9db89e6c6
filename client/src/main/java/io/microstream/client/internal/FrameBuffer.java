package io.microstream.client.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** RFC 6455 §5.2 and §5.3: a client's frames, masked, one behind the other. One thread at a time. */
final class FrameBuffer {
    private static final int USUAL_BYTES = 8 * 1024;
    private static final int MOST_KEPT_BYTES = 256 * 1024;
    private static final int LONGEST_HEAD = 14;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;

    boolean isEmpty() {
        return length == 0;
    }

    /** The frames; good until the next change. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    void clear() {
        length = 0;
        if (bytes.length > MOST_KEPT_BYTES) {
            bytes = new byte[USUAL_BYTES];
        }
    }

    void add(int opcode, byte[] body, int mask) {
        long needed = (long) length + LONGEST_HEAD + body.length;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
        head(opcode, body.length);
        INTS.set(bytes, length, mask);
        length += 4;
        int at = 0;
        for (long twice = mask & 0xffffffffL | (long) mask << 32; at + 8 <= body.length; at += 8) {
            LONGS.set(bytes, length + at, (long) LONGS.get(body, at) ^ twice);
        }
        for (; at < body.length; at++) {
            bytes[length + at] = (byte) (body[at] ^ mask >> 8 * (at & 3));
        }
        length += body.length;
    }

    private void head(int opcode, int bodyBytes) {
        put(Frames.FIN | opcode);
        if (bodyBytes < 126) {
            put(Frames.MASKED | bodyBytes);
        } else if (bodyBytes < 1 << 16) {
            put(Frames.MASKED | 126);
            big(bodyBytes, 2);
        } else {
            put(Frames.MASKED | 127);
            big(bodyBytes, 8);
        }
    }

    private void big(long number, int size) {
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            put((int) (number >> shift));
        }
    }

    private void put(int octet) {
        bytes[length++] = (byte) octet;
    }
}
