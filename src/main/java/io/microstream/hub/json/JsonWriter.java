package io.microstream.hub.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes one small JSON text of the hub's own: an error answer, the health. Sets the commas itself.
 *
 * <p>For one thread. Every method throws {@link IllegalStateException} where its call would not make JSON.
 */
public final class JsonWriter {
    private static final int MAX_DEPTH = 32;
    private static final String HEX = "0123456789abcdef";

    private byte[] bytes = new byte[128];
    private int length;
    /** What will close the array or object at each depth, from 1 on; nothing at 0. */
    private final char[] closers = new char[MAX_DEPTH + 1];

    private int depth;
    private boolean needsComma;
    private boolean hasName;

    public JsonWriter beginObject() {
        return begin('{', '}');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[', ']');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    /** The key of the member whose value comes next. */
    public JsonWriter name(String name) {
        require(closers[depth] == '}' && !hasName, "A name belongs in an object, before a value");
        comma();
        quote(name);
        put(':');
        hasName = true;
        return this;
    }

    public JsonWriter value(String value) {
        beforeValue();
        quote(value);
        needsComma = true;
        return this;
    }

    public JsonWriter value(long value) {
        return ascii(Long.toString(value));
    }

    public JsonWriter value(boolean value) {
        return ascii(Boolean.toString(value));
    }

    /** A checked value, as it is; never {@link RawJson#ABSENT}. */
    public JsonWriter raw(RawJson value) {
        require(!value.isAbsent(), "An absent value has no text");
        beforeValue();
        ensure(value.length());
        length = value.writeTo(bytes, length);
        needsComma = true;
        return this;
    }

    /** The finished text, which the writer does not touch any more. */
    public RawJson toRawJson() {
        require(depth == 0 && length > 0, "The text is not finished");
        return RawJson.slice(bytes, 0, length);
    }

    private JsonWriter begin(char opener, char closer) {
        require(depth < MAX_DEPTH, "Nested too deep");
        beforeValue();
        put(opener);
        closers[++depth] = closer;
        needsComma = false;
        return this;
    }

    private JsonWriter end(char closer) {
        require(closers[depth] == closer && !hasName, "Nothing to be closed here");
        put(closer);
        depth--;
        needsComma = true;
        return this;
    }

    private void beforeValue() {
        require(depth > 0 || length == 0, "A text is one value");
        require(closers[depth] != '}' || hasName, "A value in an object needs a name");
        if (!hasName) {
            comma();
        }
        hasName = false;
    }

    private void comma() {
        if (needsComma) {
            put(',');
        }
    }

    private JsonWriter ascii(String text) {
        beforeValue();
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        ensure(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
        needsComma = true;
        return this;
    }

    private void quote(String text) {
        put('"');
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint < ' ' || codePoint == '"' || codePoint == '\\' || isSurrogate(codePoint)) {
                escape((char) codePoint);
            } else {
                ensure(Utf8.MAX_BYTES);
                length = Utf8.put(bytes, length, codePoint);
            }
        }
        put('"');
    }

    /** A pair would have been one code point beyond these. */
    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private void escape(char unit) {
        put('\\');
        switch (unit) {
            case '"', '\\' -> put(unit);
            case '\b' -> put('b');
            case '\f' -> put('f');
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                put('u');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    put(HEX.charAt(unit >> shift & 0xF));
                }
            }
        }
    }

    private void put(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private static void require(boolean allowed, String otherwise) {
        if (!allowed) {
            throw new IllegalStateException(otherwise);
        }
    }
}
