package io.microstream.hub.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks strings: eight plain bytes at a step, escapes and UTF-8 one by one. */
final class StringScan {
    // Little-endian on every machine, so that the lowest set bit of a mask belongs to the first byte in the text.
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES * 0x80;
    private static final long SPACES = ONES * ' ';
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private StringScan() {}

    /** Checks a string from behind its opening quote and returns the index behind its closing quote. */
    static int check(byte[] json, int from, int end) {
        int at = from;
        while (true) {
            at = skipPlain(json, at, end);
            if (at >= end) {
                throw JsonException.syntax(end, "A string is not closed.");
            }
            byte special = json[at];
            if (special == '"') {
                return at + 1;
            }
            if (special == '\\') {
                at = Escape.check(json, at, end);
            } else if (special < 0) {
                at = checkUtf8(json, at, end);
            } else {
                throw JsonException.syntax(at, "A control character in a string must be escaped.");
            }
        }
    }

    /** The index of the first byte that is no plain ASCII: quote, backslash, control character, or 0x80 and above. */
    private static int skipPlain(byte[] json, int from, int end) {
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long special = special((long) EIGHT_BYTES.get(json, at));
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
        }
        while (at < end && isPlain(json[at])) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }

    /**
     * Sets the high bit of each byte that is special. A subtraction borrows only out of a byte that is special itself,
     * so the lowest bit that is set is always right; those above it may not be. A byte from 0x80 on keeps its high bit
     * in one of the three at least: {@code control} loses it only below 0xA0, {@code quote} only at 0xA2.
     */
    private static long special(long word) {
        long control = word - SPACES;
        long quote = (word ^ QUOTES) - ONES;
        long backslash = (word ^ BACKSLASHES) - ONES;
        return (control | quote | backslash) & HIGH_BITS;
    }

    /** Checks a run of characters beyond ASCII and returns the index behind it. */
    private static int checkUtf8(byte[] json, int from, int end) {
        int at = from;
        while (at < end && json[at] < 0) {
            int length = utf8Length(json, at, end);
            if (length == 0) {
                throw new JsonException(JsonException.Reason.UTF8, at, "A string holds bytes that are not UTF-8.");
            }
            at += length;
        }
        return at;
    }

    /** RFC 3629 §4, the table of well-formed sequences; 0 for any other. */
    private static int utf8Length(byte[] json, int at, int end) {
        int lead = json[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return 0; // a continuation, an overlong form of ASCII, or beyond U+10FFFF
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length > end - at || !isSecond(lead, json[at + 1] & 0xFF)) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((json[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** The second byte is where overlong forms, surrogates and what lies beyond U+10FFFF show. */
    private static boolean isSecond(int lead, int second) {
        return switch (lead) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF;
            case 0xED -> second >= 0x80 && second <= 0x9F;
            case 0xF0 -> second >= 0x90 && second <= 0xBF;
            case 0xF4 -> second >= 0x80 && second <= 0x8F;
            default -> second >= 0x80 && second <= 0xBF;
        };
    }
}
