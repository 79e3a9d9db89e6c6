package io.microstream.hub.websocket.frames;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** RFC 3629, checked piece by piece: a character may begin in one fragment and end in the next. */
final class Utf8Check {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** Bytes of the current character that are still to come. */
    private int missing;

    /** What the next byte of the current character may be. */
    private int lowest;

    private int highest;

    /** Whether this piece may stand where it stands. */
    boolean accepts(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (missing == 0) {
                at = skipAscii(bytes, at, to);
                if (at == to) {
                    return true;
                }
                if (!begins(bytes[at] & 0xff)) {
                    return false;
                }
            } else if (!continues(bytes[at] & 0xff)) {
                return false;
            }
            at++;
        }
        return true;
    }

    /** Whether no character is left half; the check begins anew. */
    boolean isComplete() {
        boolean complete = missing == 0;
        missing = 0;
        return complete;
    }

    private static int skipAscii(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private boolean begins(int first) {
        lowest = 0x80;
        highest = 0xbf;
        if (first >= 0xc2 && first <= 0xdf) {
            missing = 1;
        } else if (first >= 0xe0 && first <= 0xef) {
            missing = 2;
            lowest = first == 0xe0 ? 0xa0 : 0x80; // no overlong form
            highest = first == 0xed ? 0x9f : 0xbf; // no surrogate
        } else if (first >= 0xf0 && first <= 0xf4) {
            missing = 3;
            lowest = first == 0xf0 ? 0x90 : 0x80;
            highest = first == 0xf4 ? 0x8f : 0xbf; // nothing above U+10FFFF
        } else {
            return false;
        }
        return true;
    }

    private boolean continues(int next) {
        if (next < lowest || next > highest) {
            return false;
        }
        lowest = 0x80;
        highest = 0xbf;
        missing--;
        return true;
    }
}
