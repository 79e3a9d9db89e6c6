package io.microstream.hub.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A strict JSON parser that nobody here wrote, as a judge: the JDK's UTF-8 decoder with Jackson behind it. */
public final class AnotherParser {
    private static final JsonFactory JACKSON = new JsonFactory();

    private AnotherParser() {}

    /** Whether the bytes are one JSON text. */
    public static boolean accepts(byte[] json) {
        try {
            return walk(json, new ArrayList<>()) >= 0;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The deepest nesting of one JSON text; 1 is a flat array. */
    public static int depth(byte[] json) {
        try {
            return walk(json, new ArrayList<>());
        } catch (IOException refused) {
            throw new AssertionError("not JSON: " + new String(json, StandardCharsets.UTF_8), refused);
        }
    }

    /** The numbers of Socket.IO's placeholders, in the order of the text; of duplicate keys the last counts. */
    public static List<Integer> placeholders(byte[] json) {
        List<Integer> found = new ArrayList<>();
        try {
            walk(json, found);
        } catch (IOException refused) {
            throw new AssertionError("not JSON: " + new String(json, StandardCharsets.UTF_8), refused);
        }
        return found;
    }

    private static int walk(byte[] json, List<Integer> placeholders) throws IOException {
        // Jackson's own decoder lets overlong forms pass; and it refuses lone surrogates, which RFC 8259 §8.2 allows.
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(json))
                .toString()
                .replaceAll("\\\\u[dD][89a-fA-F]", "\\\\uee");
        try (JsonParser parser = JACKSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new IOException("no value");
            }
            int depth = value(parser, first, placeholders);
            if (parser.nextToken() != null) {
                throw new IOException("a second value");
            }
            return depth;
        }
    }

    /** By recursion: what is asked here has been let through, or is as deep as Jackson itself allows. */
    private static int value(JsonParser parser, JsonToken token, List<Integer> placeholders) throws IOException {
        if (token == JsonToken.START_ARRAY) {
            int deepest = 0;
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                deepest = Math.max(deepest, value(parser, next, placeholders));
            }
            return deepest + 1;
        }
        if (token == JsonToken.START_OBJECT) {
            return object(parser, placeholders);
        }
        if (token == JsonToken.VALUE_STRING) {
            parser.getText(); // otherwise read later
        }
        return 0;
    }

    private static int object(JsonParser parser, List<Integer> placeholders) throws IOException {
        int before = placeholders.size();
        int deepest = 0;
        boolean marked = false;
        OptionalInt num = OptionalInt.empty();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
            String key = parser.currentName();
            JsonToken token = parser.nextToken();
            deepest = Math.max(deepest, value(parser, token, placeholders));
            if (key.equals("_placeholder")) {
                marked = token == JsonToken.VALUE_TRUE;
            } else if (key.equals("num")) {
                num = token.isNumeric() ? OptionalInt.of((int) parser.getDoubleValue()) : OptionalInt.empty();
            }
        }
        if (marked) {
            placeholders.subList(before, placeholders.size()).clear();
            placeholders.add(num.orElse(-1));
        }
        return deepest + 1;
    }
}
