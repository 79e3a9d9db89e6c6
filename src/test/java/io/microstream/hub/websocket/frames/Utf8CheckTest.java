package io.microstream.hub.websocket.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {
    private static final int[] EDGES = {
        0x00, 0x61, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee,
        0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
    };

    @Test
    void everyPairAndTripleOfEdgesIsJudgedAsByTheJdk() {
        for (int a : EDGES) {
            for (int b : EDGES) {
                for (int c : EDGES) {
                    judgeAsTheJdk(new byte[] {(byte) a, (byte) b}, 1);
                    judgeAsTheJdk(new byte[] {(byte) a, (byte) b, (byte) c}, 2);
                    judgeAsTheJdk(new byte[] {(byte) a, (byte) b, (byte) c, (byte) 0x80}, 3);
                }
            }
        }
    }

    @Test
    void randomBytesAreJudgedAsByTheJdk() {
        Random random = new Random(20261124);
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) EDGES[random.nextInt(EDGES.length)];
            }
            judgeAsTheJdk(bytes, random.nextInt(bytes.length + 1));
        }
    }

    @Test
    void randomTextIsTakenWhereverItIsCut() {
        Random random = new Random(20261124);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = random.ints(1 + random.nextInt(30), 0, Character.MAX_CODE_POINT + 1)
                    .map(point -> point >= 0xd800 && point <= 0xdfff ? 'x' : point >> random.nextInt(20))
                    .filter(point -> point < 0xd800 || point > 0xdfff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            judgeAsTheJdk(bytes, random.nextInt(bytes.length + 1));
        }
    }

    @Test
    void checkBeginsAnewBehindACompleteText() {
        Utf8Check check = new Utf8Check();

        boolean half = check.accepts(new byte[] {(byte) 0xce}, 0, 1) && check.isComplete();

        assertThat(half).isFalse();
        assertThat(check.accepts(new byte[] {'a'}, 0, 1)).isTrue();
        assertThat(check.isComplete()).isTrue();
    }

    private static void judgeAsTheJdk(byte[] bytes, int cut) {
        Utf8Check check = new Utf8Check();

        boolean accepted =
                check.accepts(bytes, 0, cut) && check.accepts(bytes, cut, bytes.length) && check.isComplete();

        if (accepted != isUtf8(bytes)) {
            assertThat(accepted)
                    .as("%s cut at %d", HexFormat.of().formatHex(bytes), cut)
                    .isEqualTo(isUtf8(bytes));
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)); // reports by default
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
