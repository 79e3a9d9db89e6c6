package io.microstream.hub.message;

import io.microstream.hub.json.ByteHash;
import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.RawJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The id of a request: any JSON value, compared by value, so that a service may answer {@code 1.0} as {@code 1} and
 * {@code "\\u0061"} as {@code "a"}. Objects and arrays have no comparable value; {@link #isComparable()} is false for
 * them.
 *
 * <p>Borrows its text, and knows nothing of it beforehand: it is whatever the text is. Kept by {@link #copy()}.
 */
public final class RequestId {
    /** No id: nobody waits for an answer. */
    public static final RequestId ABSENT = new RequestId(RawJson.ABSENT);

    private static final byte STRING = 's';
    private static final byte NUMBER = 'd';

    private final RawJson text;

    /**
     * Of a copy, what is compared, behind a letter for its type, so that {@code "1"} and {@code 1} differ. None for a
     * string without escapes, as nearly every id is one: there the text says it.
     */
    private final byte @Nullable [] value;

    /** Of a copy; 0 where it is to be computed. */
    private final int hash;

    private RequestId(RawJson text) {
        this(text, null, 0);
    }

    private RequestId(RawJson text, byte @Nullable [] value, int hash) {
        this.text = text;
        this.value = value;
        this.hash = hash;
    }

    /** @param text a checked JSON value, or {@link RawJson#ABSENT} */
    public static RequestId of(RawJson text) {
        return new RequestId(text);
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
        return new RequestId(text.copy(), isPlain() ? null : value(), hashCode());
    }

    private boolean isPlain() {
        return text.isString() && JsonStrings.isPlain(text);
    }

    private byte[] value() {
        if (value != null) {
            return value;
        }
        if (text.isString()) {
            return JsonStrings.unescape(text, STRING);
        }
        if (text.isNumber()) {
            double number = Double.parseDouble(text.text()) + 0.0; // JavaScript: -0 is 0
            return ByteBuffer.allocate(9).put(NUMBER).putDouble(number).array();
        }
        return text.text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestId that && hashCode() == that.hashCode() && says(that);
    }

    /** Equal texts say the same; where they differ, what they say may still be the same. */
    private boolean says(RequestId that) {
        if (text.equals(that.text)) {
            return true;
        }
        return !(isPlain() && that.isPlain()) && Arrays.equals(value(), that.value());
    }

    /** A string has the same, however it is escaped. */
    @Override
    public int hashCode() {
        if (hash != 0) {
            return hash;
        }
        if (isPlain()) {
            return ByteHash.of(text.array(), text.offset() + 1, text.offset() + text.length() - 1);
        }
        byte[] bytes = value();
        return ByteHash.of(bytes, text.isString() ? 1 : 0, bytes.length);
    }

    @Override
    public String toString() {
        return text.text();
    }
}
