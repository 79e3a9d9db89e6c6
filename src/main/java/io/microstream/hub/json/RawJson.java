package io.microstream.hub.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One checked JSON value: a slice of UTF-8 bytes without white space around it, or {@link #ABSENT}.
 *
 * <p>A slice of an input buffer is borrowed, as is a {@link JsonWindow}: it holds during the call that brought it.
 * Whoever keeps it calls {@link #copy()}. The bytes are never changed. Equal when the texts are equal byte by byte.
 */
public sealed class RawJson permits JsonWindow {
    /** No value at all, as JavaScript's {@code undefined}. */
    public static final RawJson ABSENT = new RawJson(new byte[0], 0, 0);

    // Changed by a JsonWindow only.
    byte[] array;
    int offset;
    int length;

    RawJson(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** The value that a {@link JsonScanner} has just checked; no bytes for one that is absent. */
    public static RawJson slice(byte[] array, int from, int to) {
        return new RawJson(array, from, to - from);
    }

    /** A value written by the hub itself; the text is taken as it is. */
    public static RawJson of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new RawJson(bytes, 0, bytes.length);
    }

    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    public boolean isAbsent() {
        return length == 0;
    }

    public boolean isNull() {
        return startsWith('n');
    }

    public boolean isString() {
        return startsWith('"');
    }

    public boolean isObject() {
        return startsWith('{');
    }

    public boolean isArray() {
        return startsWith('[');
    }

    /** Neither string, object, array nor literal. */
    public boolean isNumber() {
        return length > 0 && (array[offset] == '-' || (array[offset] >= '0' && array[offset] <= '9'));
    }

    private boolean startsWith(char first) {
        return length > 0 && array[offset] == first;
    }

    /** The same value with bytes of its own, to be kept. */
    public RawJson copy() {
        return length == 0 ? ABSENT : new RawJson(Arrays.copyOfRange(array, offset, offset + length), 0, length);
    }

    /** Writes the text to {@code target} from {@code at} on and returns the index behind it. */
    public int writeTo(byte[] target, int at) {
        System.arraycopy(array, offset, target, at, length);
        return at + length;
    }

    /** The JSON text. */
    public String text() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof RawJson that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public final int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return text();
    }
}
