package io.microstream.hub.engineio.polling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.engineio.OutboundPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PollingPayloadTest {
    private static final HexFormat HEX = HexFormat.of();

    /** Body as on the wire, and its packets: text as it is, binary messages in hexadecimal behind {@code bin:}. */
    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("40", List.of("40")),
                Arguments.of("2\u001e4hello", List.of("2", "4hello")),
                Arguments.of(
                        "451-[\"request\",{\"_placeholder\":true,\"num\":0}]\u001ebAQIDBA==",
                        List.of("451-[\"request\",{\"_placeholder\":true,\"num\":0}]", "bin:01020304")),
                Arguments.of("bAQ==\u001ebAQI=\u001ebAQID", List.of("bin:01", "bin:0102", "bin:010203")),
                Arguments.of("b", List.of("bin:")),
                Arguments.of("b//79\u001e1", List.of("bin:fffefd", "1")),
                Arguments.of("4café €😀\u001e6", List.of("4café €😀", "6")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodyIsReadAsItsPackets(String body, List<String> packets) {
        assertThat(decoded(body)).isEqualTo(packets);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void packetsAreWrittenAsTheirBody(String body, List<String> packets) {
        assertThat(new String(PollingPayload.encode(outbound(packets)), UTF_8)).isEqualTo(body);
    }

    static Stream<Arguments> oddBodies() {
        return Stream.of(
                Arguments.of("", List.of("")),
                Arguments.of("\u001e", List.of("", "")),
                Arguments.of("40\u001e", List.of("40", "")),
                Arguments.of("\u001e40", List.of("", "40")),
                Arguments.of("bAQ", List.of("bin:01")), // without padding
                Arguments.of("4b", List.of("4b")));
    }

    @ParameterizedTest
    @MethodSource("oddBodies")
    void missingPacketIsAnEmptyOne(String body, List<String> packets) {
        assertThat(decoded(body)).isEqualTo(packets);
    }

    // The Java client breaks its base64 into lines of 76 characters.
    @Test
    void base64InLinesIsRead() {
        assertThat(decoded("bAQID\nBAUG\n\u001ebAQID\r\nBA==\r\n\u001e1"))
                .containsExactly("bin:010203040506", "bin:01020304", "1");
    }

    static Stream<String> brokenBase64() {
        return Stream.of("b%", "bA", "bAQ=", "bAQ==A", "b=", "bA-_Q", "bb", "bé");
    }

    @ParameterizedTest
    @MethodSource("brokenBase64")
    void brokenBase64IsToldAndEndsTheBody(String packet) {
        assertThat(decoded("40\u001e" + packet + "\u001e41")).containsExactly("40", "broken");
    }

    @Test
    void noPacketsMakeAnEmptyBody() {
        assertThat(PollingPayload.encode(List.of())).isEmpty();
    }

    @Test
    void packetThatEndsTheSessionIsTheLastOneRead() {
        List<String> read = new ArrayList<>();

        PollingPayload.decode("40\u001e1\u001e42[]".getBytes(UTF_8), 9, reader(read, "1"));

        assertThat(read).containsExactly("40", "1");
    }

    @Test
    void whatStandsBehindTheBodysLengthIsNotRead() {
        List<String> read = new ArrayList<>();

        PollingPayload.decode("40\u001e41\u001egarbage".getBytes(UTF_8), 5, reader(read, ""));

        assertThat(read).containsExactly("40", "41");
    }

    @Test
    void whateverIsWrittenIsReadAgain() {
        Random random = new Random(30);
        for (int i = 0; i < 5_000; i++) {
            List<String> packets = new ArrayList<>();
            for (int left = 1 + random.nextInt(6); left > 0; left--) {
                packets.add(random.nextBoolean() ? anyText(random) : anyBinary(random));
            }

            byte[] body = PollingPayload.encode(outbound(packets));

            assertThat(decoded(new String(body, UTF_8))).isEqualTo(packets);
        }
    }

    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder("4");
        for (int left = random.nextInt(20); left > 0; left--) {
            int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000);
            boolean fits = codePoint != 0x1e && (codePoint < 0xd800 || codePoint > 0xdfff);
            text.appendCodePoint(fits ? codePoint : 'b');
        }
        return text.toString();
    }

    private static String anyBinary(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return "bin:" + HEX.formatHex(bytes);
    }

    private static List<OutboundPacket> outbound(List<String> packets) {
        return packets.stream()
                .map(packet -> packet.startsWith("bin:")
                        ? OutboundPacket.binary(HEX.parseHex(packet.substring(4)))
                        : OutboundPacket.text(packet.getBytes(UTF_8)))
                .toList();
    }

    private static List<String> decoded(String body) {
        List<String> read = new ArrayList<>();
        byte[] bytes = body.getBytes(UTF_8);
        byte[] buffer = Arrays.copyOf(bytes, bytes.length + 7);
        Arrays.fill(buffer, bytes.length, buffer.length, (byte) '4');
        PollingPayload.decode(buffer, bytes.length, reader(read, "nothing ends it"));
        return read;
    }

    private static PollingPayload.Reader reader(List<String> read, String last) {
        return new PollingPayload.Reader() {
            @Override
            public boolean text(byte[] body, int from, int to) {
                String text = new String(body, from, to - from, UTF_8);
                read.add(text);
                return !text.equals(last);
            }

            @Override
            public boolean binary(byte[] message) {
                return read.add("bin:" + HEX.formatHex(message));
            }

            @Override
            public void broken() {
                read.add("broken");
            }
        };
    }
}
