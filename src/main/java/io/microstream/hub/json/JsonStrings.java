package io.microstream.hub.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** From the text of a JSON string to what it says, and back. */
public final class JsonStrings {
    private JsonStrings() {}

    /**
     * Whether a string stands in its text as it is, without an escape.
     *
     * @param string a checked JSON string
     */
    public static boolean isPlain(RawJson string) {
        int end = closingQuote(string);
        return nextBackslash(string.array(), string.offset() + 1, end) == end;
    }

    /**
     * What a string says. The escape of a lone surrogate becomes that surrogate.
     *
     * @param string a checked JSON string
     */
    public static String unescape(RawJson string) {
        byte[] json = string.array();
        int end = closingQuote(string);
        int at = string.offset() + 1;
        int backslash = nextBackslash(json, at, end);
        if (backslash == end) {
            return new String(json, at, end - at, StandardCharsets.UTF_8);
        }
        StringBuilder said = new StringBuilder(end - at);
        while (backslash < end) {
            said.append(new String(json, at, backslash - at, StandardCharsets.UTF_8));
            said.append(Escape.value(json, backslash));
            at = backslash + Escape.length(json, backslash);
            backslash = nextBackslash(json, at, end);
        }
        return said.append(new String(json, at, end - at, StandardCharsets.UTF_8))
                .toString();
    }

    /**
     * A tag and behind it what a string says, in UTF-8: strings that say the same give the same bytes, however they are
     * escaped. A lone surrogate takes its three bytes in WTF-8, which no UTF-8 contains.
     *
     * @param string a checked JSON string
     */
    public static byte[] unescape(RawJson string, byte tag) {
        byte[] json = string.array();
        int end = closingQuote(string);
        int at = string.offset() + 1;
        byte[] said = new byte[1 + end - at]; // an escape is longer than what it stands for
        said[0] = tag;
        int length = 1;
        while (at < end) {
            if (json[at] != '\\') {
                said[length++] = json[at++];
                continue;
            }
            char unit = Escape.value(json, at);
            at += Escape.length(json, at);
            int codePoint = unit;
            if (Character.isHighSurrogate(unit) && isLowSurrogateEscape(json, at, end)) {
                codePoint = Character.toCodePoint(unit, Escape.value(json, at));
                at += Escape.length(json, at);
            }
            length = Utf8.put(said, length, codePoint);
        }
        return length == said.length ? said : Arrays.copyOf(said, length);
    }

    /** The JSON string that says {@code text}, escaped as JavaScript's {@code JSON.stringify} does. */
    public static RawJson quote(String text) {
        return new JsonWriter().value(text).toRawJson();
    }

    private static int closingQuote(RawJson string) {
        if (!string.isString()) {
            throw new IllegalArgumentException("Not a JSON string");
        }
        return string.offset() + string.length() - 1;
    }

    private static int nextBackslash(byte[] json, int from, int end) {
        int at = from;
        while (at < end && json[at] != '\\') {
            at++;
        }
        return at;
    }

    private static boolean isLowSurrogateEscape(byte[] json, int at, int end) {
        return at < end && json[at] == '\\' && Character.isLowSurrogate(Escape.value(json, at));
    }
}
