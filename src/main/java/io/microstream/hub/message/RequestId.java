package io.microstream.hub.message;

import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.RawJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The id of a request: any JSON value, compared by value, so that a service may answer {@code 1.0} as {@code 1} and
 * {@code "a"} as {@code "a"}. Objects and arrays have no comparable value; {@link #isComparable()} is false for them.
 *
 * <p>Borrows the bytes of its text until {@link #copy()}.
 */
public final class RequestId {
    /** No id: nobody waits for an answer. */
    public static final RequestId ABSENT = new RequestId(RawJson.ABSENT);

    private final RawJson text;
    private final byte[] value;
    private final int hash;

    private RequestId(RawJson text) {
        this(text, valueOf(text));
    }

    private RequestId(RawJson text, byte[] value) {
        this.text = text;
        this.value = value;
        this.hash = Arrays.hashCode(value);
    }

    /** @param text a checked JSON value, or {@link RawJson#ABSENT} */
    public static RequestId of(RawJson text) {
        return text.isAbsent() ? ABSENT : new RequestId(text);
    }

    /** The id as its sender wrote it. */
    public RawJson text() {
        return text;
    }

    public boolean isAbsent() {
        return text.isAbsent();
    }

    /** Whether an answer can name this id: a string, a number or a literal. */
    public boolean isComparable() {
        return !text.isAbsent() && !text.isObject() && !text.isArray();
    }

    /** The same id with bytes of its own, to be kept. */
    public RequestId copy() {
        return isAbsent() ? this : new RequestId(text.copy(), value);
    }

    /** The value's bytes behind a letter for its type, so that {@code "1"} and {@code 1} differ. */
    private static byte[] valueOf(RawJson text) {
        if (text.isString()) {
            return JsonStrings.unescape(text, (byte) 's');
        }
        if (text.isNumber()) {
            double number = Double.parseDouble(text.text()) + 0.0; // JavaScript: -0 is 0
            return ByteBuffer.allocate(9).put((byte) 'd').putDouble(number).array();
        }
        return text.text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestId that && hash == that.hash && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text.text();
    }
}
