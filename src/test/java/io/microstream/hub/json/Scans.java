package io.microstream.hub.json;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Ways to scan a text in tests. */
final class Scans {
    private static final int MARGIN = 3;

    private Scans() {}

    static JsonScanner scanner(String json) {
        return scanner(utf8(json), JsonLimits.DEFAULT);
    }

    /** The text stands between other bytes, which the scanner must not look at. */
    static JsonScanner scanner(byte[] json, JsonLimits limits) {
        byte[] array = new byte[json.length + 2 * MARGIN];
        Arrays.fill(array, (byte) '1');
        System.arraycopy(json, 0, array, MARGIN, json.length);
        JsonScanner scanner = new JsonScanner(limits);
        scanner.reset(array, MARGIN, MARGIN + json.length);
        return scanner;
    }

    /** Passes the text as one value. */
    static void skip(byte[] json) {
        JsonScanner scanner = scanner(json, JsonLimits.DEFAULT);
        scanner.skipValue();
        scanner.end();
    }

    /** Passes the text by entering each array and object in it. */
    static void walk(byte[] json) {
        JsonScanner scanner = scanner(json, JsonLimits.DEFAULT);
        walk(scanner);
        scanner.end();
    }

    private static void walk(JsonScanner scanner) {
        if (scanner.enterArray()) {
            while (scanner.nextElement()) {
                walk(scanner);
            }
        } else if (scanner.enterObject()) {
            while (scanner.nextKey()) {
                walk(scanner);
            }
        } else {
            scanner.skipValue();
        }
    }

    /** What a scan of the text throws; its offset counts from the margin. */
    static JsonException refusal(byte[] json) {
        return catchThrowableOfType(JsonException.class, () -> skip(json));
    }

    static int offset(JsonException refusal) {
        return refusal.offset() - MARGIN;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A string of the bytes that stand in hexadecimal. */
    static byte[] quoted(String hex) {
        return HexFormat.of().parseHex("22" + hex.replace(" ", "") + "22");
    }
}
