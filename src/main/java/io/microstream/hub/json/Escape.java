package io.microstream.hub.json;

import java.util.Arrays;

/** The escapes of a JSON string. RFC 8259 §7: {@code \"}, {@code \\}, {@code \/}, b, f, n, r, t, or u and four digits. */
final class Escape {
    /** Length in bytes of an escape, by the byte behind its backslash; 0 for no escape. */
    private static final byte[] LENGTHS = new byte[256];

    /** What an escape of two bytes stands for, by its second byte. */
    private static final byte[] MEANINGS = new byte[256];

    /** Value of a hexadecimal digit, or -1. */
    private static final byte[] DIGITS = new byte[256];

    static {
        String letters = "\"\\/bfnrt";
        String meanings = "\"\\/\b\f\n\r\t";
        for (int i = 0; i < letters.length(); i++) {
            LENGTHS[letters.charAt(i)] = 2;
            MEANINGS[letters.charAt(i)] = (byte) meanings.charAt(i);
        }
        LENGTHS['u'] = 6;
        Arrays.fill(DIGITS, (byte) -1);
        for (char digit = '0'; digit <= 'f'; digit++) {
            DIGITS[digit] = (byte) Character.digit(digit, 16);
        }
    }

    private Escape() {}

    /** Checks the escape whose backslash stands at {@code at} and returns the index behind it. */
    static int check(byte[] json, int at, int end) {
        int length = at + 1 < end ? length(json, at) : 0;
        if (length == 0) {
            throw JsonException.syntax(at, "A backslash begins no escape that JSON knows.");
        }
        if (length == 6 && (at + 6 > end || unit(json, at) < 0)) {
            throw JsonException.syntax(at, "A \\u escape needs four hexadecimal digits.");
        }
        return at + length;
    }

    /** In bytes. */
    static int length(byte[] json, int at) {
        return LENGTHS[json[at + 1] & 0xFF];
    }

    /** The UTF-16 code unit that a checked escape stands for. */
    static char value(byte[] json, int at) {
        return (char) (length(json, at) == 2 ? MEANINGS[json[at + 1] & 0xFF] : unit(json, at));
    }

    /** Negative when one of the four digits is none. */
    private static int unit(byte[] json, int at) {
        return digit(json[at + 2]) << 12 | digit(json[at + 3]) << 8 | digit(json[at + 4]) << 4 | digit(json[at + 5]);
    }

    private static int digit(byte digit) {
        return DIGITS[digit & 0xFF];
    }
}
