package io.microstream.hub.json;

/** RFC 3629 §3: code points as one to four bytes. */
final class Utf8 {
    /** No code point takes more bytes. */
    static final int MAX_BYTES = 4;

    private Utf8() {}

    /** Writes a code point, of a lone surrogate its three bytes in WTF-8, and returns the index behind it. */
    static int put(byte[] target, int from, int codePoint) {
        int at = from;
        if (codePoint < 0x80) {
            target[at++] = (byte) codePoint;
            return at;
        }
        if (codePoint < 0x800) {
            target[at++] = (byte) (0xC0 | codePoint >> 6);
        } else if (codePoint < 0x10000) {
            target[at++] = (byte) (0xE0 | codePoint >> 12);
            target[at++] = continuation(codePoint >> 6);
        } else {
            target[at++] = (byte) (0xF0 | codePoint >> 18);
            target[at++] = continuation(codePoint >> 12);
            target[at++] = continuation(codePoint >> 6);
        }
        target[at++] = continuation(codePoint);
        return at;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | bits & 0x3F);
    }
}
