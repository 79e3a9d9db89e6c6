package io.microstream.hub.json;

import io.microstream.hub.testing.AnotherParser;
import java.util.HexFormat;

/** For Jazzer, profile {@code fuzz}: whatever the text, this scanner and another strict parser agree about it. */
public final class JsonFuzz {
    private JsonFuzz() {}

    public static void fuzzerTestOneInput(byte[] json) {
        boolean walked = accepts(json, Scans::walk);
        if (walked != accepts(json, Scans::skip)) {
            throw new AssertionError(
                    "skipped otherwise than walked: " + HexFormat.of().formatHex(json));
        }
        if (walked != AnotherParser.accepts(json) && !breaksALimit(json)) {
            throw new AssertionError(
                    (walked ? "accepted: " : "refused: ") + HexFormat.of().formatHex(json));
        }
    }

    private interface Scan {
        void of(byte[] json);
    }

    private static boolean accepts(byte[] json, Scan scan) {
        try {
            scan.of(json);
            return true;
        } catch (JsonException refused) {
            return false;
        }
    }

    private static boolean breaksALimit(byte[] json) {
        try {
            Scans.skip(json);
            return false;
        } catch (JsonException refused) {
            return refused.reason() == JsonException.Reason.TOO_DEEP
                    || refused.reason() == JsonException.Reason.NUMBER_TOO_LONG;
        }
    }
}
