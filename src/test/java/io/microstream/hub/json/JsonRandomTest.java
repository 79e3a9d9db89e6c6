package io.microstream.hub.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.AnotherParser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts that nobody thought of: this scanner and the JDK's UTF-8 decoder with Jackson behind it must agree. */
class JsonRandomTest {
    private static final int TEXTS = 100_000;

    private static final String[] SEEDS = {
        "[\"request\",{\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\",\"data\":[1,-2.5e+10,0]}}]",
        " { \"a\" : [ true , false , null , { } , [ ] ] , \"\\u0061\\n\" : \"\\ud83d\\ude00\" } ",
        "[\"žluťoučký kůň € 😀\",\"12345678\",\"1234567é\",{\"é\":\"\\\\\\\"\\/\"}]",
        "[0,-0,1.5,1e3,1E-2,12345678901234567890,[[[[]]]],{\"a\":{\"b\":{}}}]",
    };
    private static final byte[] LETTERS =
            "[]{}:,\"\\ \t\n\r0123456789+-.eEtrufalsn/bxA\u0000\u0001\u007f".getBytes(StandardCharsets.US_ASCII);

    @Test
    void sameTextsAreAcceptedAsByAnotherParser() {
        Random random = new Random(8259);
        int accepted = 0;
        for (int i = 0; i < TEXTS; i++) {
            byte[] json = changed(SEEDS[i % SEEDS.length].getBytes(StandardCharsets.UTF_8), random);

            boolean legal = AnotherParser.accepts(json);

            assertThat(accepts(json, false)).as(() -> "skipped: " + show(json)).isEqualTo(legal);
            assertThat(accepts(json, true)).as(() -> "walked: " + show(json)).isEqualTo(legal);
            accepted += legal ? 1 : 0;
        }
        assertThat(accepted).as("both kinds must occur").isBetween(TEXTS / 20, TEXTS / 2);
    }

    /** One to three changes: a byte set, put in, or taken out, or a piece repeated elsewhere. */
    private static byte[] changed(byte[] json, Random random) {
        byte[] changed = json;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(changed.length);
            int to = Math.min(changed.length, at + random.nextInt(4));
            int from = random.nextInt(changed.length);
            byte[] piece = random.nextInt(3) == 0
                    ? Arrays.copyOfRange(changed, from, Math.min(changed.length, from + random.nextInt(12)))
                    : new byte[] {anyByte(random)};
            changed = spliced(changed, at, to, random.nextInt(4) == 0 ? new byte[0] : piece);
        }
        return changed;
    }

    private static byte anyByte(Random random) {
        return random.nextInt(8) == 0 ? (byte) random.nextInt(256) : LETTERS[random.nextInt(LETTERS.length)];
    }

    private static byte[] spliced(byte[] json, int from, int to, byte[] piece) {
        return ByteBuffer.allocate(json.length - (to - from) + piece.length)
                .put(json, 0, from)
                .put(piece)
                .put(json, to, json.length - to)
                .array();
    }

    private static boolean accepts(byte[] json, boolean walked) {
        try {
            if (walked) {
                Scans.walk(json);
            } else {
                Scans.skip(json);
            }
            return true;
        } catch (JsonException refused) {
            return false;
        }
    }

    private static String show(byte[] json) {
        return new String(json, StandardCharsets.UTF_8) + " " + HexFormat.of().formatHex(json);
    }
}
