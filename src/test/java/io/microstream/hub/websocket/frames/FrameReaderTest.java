package io.microstream.hub.websocket.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By the public cases of the Autobahn test suite, whose numbers stand in front of ours. */
class FrameReaderTest {
    private static final int LIMIT = 100_000;
    private static final int TEXT = Frame.TEXT;
    private static final int BINARY = Frame.BINARY;
    private static final int MORE = Frame.CONTINUATION;
    private static final int LAST = Frame.FIN | Frame.CONTINUATION;
    private static final int PING = Frame.FIN | Frame.PING;

    /** What a peer sends, and what the reader makes of it. */
    private record Case(String name, byte[] bytes, List<String> transcript) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource({"sizes", "controls", "headers", "fragments", "utf8", "closes", "limits"})
    void readsWhatComesInOnePiece(Case given) {
        List<String> transcript = Transcript.of(LIMIT, List.of(given.bytes));

        assertThat(transcript).isEqualTo(given.transcript);
    }

    @ParameterizedTest
    @MethodSource({"sizes", "controls", "headers", "fragments", "utf8", "closes", "limits"})
    void readsWhatComesByteByByte(Case given) {
        List<String> transcript = Transcript.of(LIMIT, split(given.bytes, new Random(1), 1));

        assertThat(transcript).isEqualTo(given.transcript);
    }

    @ParameterizedTest
    @MethodSource({"sizes", "controls", "headers", "fragments", "utf8", "closes", "limits"})
    void readsWhatComesInPiecesOfAnySize(Case given) {
        Random random = new Random(20261124);
        for (int round = 0; round < 20; round++) {
            List<String> transcript = Transcript.of(LIMIT, split(given.bytes, random, 1 + random.nextInt(40)));

            assertThat(transcript).isEqualTo(given.transcript);
        }
    }

    /** 1.1 and 1.2. */
    static Stream<Case> sizes() {
        return IntStream.of(0, 1, 7, 8, 9, 125, 126, 127, 128, 65_535, 65_536, LIMIT)
                .mapToObj(FrameReaderTest::payload)
                .flatMap(payload -> Stream.of(
                        given("1.1 text of " + payload.length, Transcript.line("text", payload))
                                .of(new Frame(Frame.FIN | TEXT, payload)),
                        given("1.2 binary of " + payload.length, Transcript.line("binary", payload))
                                .of(new Frame(Frame.FIN | BINARY, payload))));
    }

    /** 2 and the control frames of 5. */
    static Stream<Case> controls() {
        byte[] longest = payload(125);
        Frame[] many = IntStream.range(0, 10).mapToObj(i -> ping("" + i)).toArray(Frame[]::new);
        String[] pings = IntStream.range(0, 10).mapToObj(i -> "ping 3" + i).toArray(String[]::new);
        return Stream.of(
                given("2.1 ping without payload", "ping").of(ping("")),
                given("2.2 ping with payload", "ping 6869").of(ping("hi")),
                given("2.4 ping of 125 bytes", Transcript.line("ping", longest)).of(new Frame(PING, longest)),
                given("2.5 ping of 126 bytes", "refused 1002").of(new Frame(PING, payload(126))),
                given("2.7 pong that nobody asked for", "text a")
                        .of(new Frame(Frame.FIN | Frame.PONG, payload(9)), Frame.text("a")),
                given("2.10 ten pings", pings).of(many),
                given("pong of 126 bytes", "refused 1002").of(new Frame(Frame.FIN | Frame.PONG, payload(126))),
                given("close of 126 bytes", "refused 1002").of(new Frame(Frame.FIN | Frame.CLOSE, payload(126))),
                given("5.1 ping in fragments", "refused 1002")
                        .of(new Frame(Frame.PING, payload(3)), new Frame(LAST, payload(3))),
                given("5.2 pong in fragments", "refused 1002").of(new Frame(Frame.PONG, payload(3))),
                given("close in fragments", "refused 1002").of(new Frame(Frame.CLOSE, new byte[0])));
    }

    /** 3, 4, and the mask. */
    static Stream<Case> headers() {
        Stream<Case> reserved = IntStream.rangeClosed(1, 7)
                .mapToObj(bits -> given("3 reserved bits " + bits, "text a", "refused 1002")
                        .of(Frame.text("a"), new Frame(Frame.FIN | bits << 4 | TEXT, payload(5))));
        Stream<Case> opcodes = IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15)
                .mapToObj(opcode -> given("4 opcode " + opcode, "text a", "refused 1002")
                        .of(Frame.text("a"), new Frame(Frame.FIN | opcode, payload(1))));
        Stream<Case> others = Stream.of(
                given("reserved bit of a control frame", "refused 1002").of(new Frame(PING | 0x40, new byte[0])),
                new Case("a frame without mask", Frame.text("a").unmasked(), List.of("refused 1002")),
                new Case("a ping without mask", ping("a").unmasked(), List.of("refused 1002")),
                new Case("a mask of zeros", hex("81 83 00000000 616263"), List.of("text abc")),
                new Case("a length longer written than need be", hex("81 FE 0001 00000000 61"), List.of("text a")));
        return Stream.of(reserved, opcodes, others).flatMap(cases -> cases);
    }

    /** 5. */
    static Stream<Case> fragments() {
        return Stream.of(
                given("5.3 two fragments", "text abcd").of(part(TEXT, "ab"), part(LAST, "cd")),
                given("5.6 ping between fragments", "ping 70", "text abcd")
                        .of(part(TEXT, "ab"), ping("p"), part(LAST, "cd")),
                given("5.7 binary in three", "binary 616263").of(part(BINARY, "a"), part(MORE, "b"), part(LAST, "c")),
                given("5.9 continuation without a beginning", "refused 1002").of(part(LAST, "cd")),
                given("5.10 continuation that has more, without a beginning", "refused 1002")
                        .of(part(MORE, "cd"), part(LAST, "ef")),
                given("5.12 continuation behind a whole message", "text a", "refused 1002")
                        .of(Frame.text("a"), part(MORE, "b")),
                given("5.15 continuation behind the last fragment", "text abcd", "refused 1002")
                        .of(part(TEXT, "ab"), part(LAST, "cd"), part(MORE, "ef")),
                given("5.18 a new message within another", "refused 1002").of(part(TEXT, "ab"), Frame.text("cd")),
                given("a binary fragment within a text", "refused 1002").of(part(TEXT, "ab"), part(BINARY, "cd")),
                given("5.19 pings between five fragments", "ping 31", "ping 32", "text abcde")
                        .of(
                                part(TEXT, "a"),
                                part(MORE, "b"),
                                ping("1"),
                                part(MORE, "c"),
                                part(MORE, "d"),
                                ping("2"),
                                part(LAST, "e")),
                given("6.1.2 empty fragments", "text").of(part(TEXT, ""), part(MORE, ""), part(LAST, "")),
                given("6.1.3 empty ones around", "text a").of(part(TEXT, ""), part(MORE, "a"), part(LAST, "")),
                given("a message behind a message in fragments", "text ab", "binary 63", "text d")
                        .of(part(TEXT, "a"), part(LAST, "b"), Frame.binary((byte) 'c'), Frame.text("d")),
                given("a close between fragments", "closed 1000").of(part(TEXT, "ab"), Frame.close(1000, "")));
    }

    /** 6. */
    static Stream<Case> utf8() {
        byte[] kosme = "κόσμε 😀".getBytes(StandardCharsets.UTF_8);
        Stream<Case> cut = IntStream.rangeClosed(0, kosme.length)
                .mapToObj(at -> given("6.2 characters cut at " + at, "text κόσμε 😀")
                        .of(
                                new Frame(TEXT, Arrays.copyOf(kosme, at)),
                                ping(""),
                                new Frame(LAST, Arrays.copyOfRange(kosme, at, kosme.length))))
                .map(FrameReaderTest::withPing);
        Stream<Case> bad = Stream.of(
                        "80",
                        "BF",
                        "FE",
                        "FF",
                        "C0AF",
                        "E080AF",
                        "F08080AF",
                        "F8888080AF",
                        "FC8080808080",
                        "C1BF",
                        "E09FBF",
                        "F08FBFBF",
                        "EDA080",
                        "EDADBF",
                        "EDAE80",
                        "EDBFBF",
                        "EDA080EDB080",
                        "F4908080",
                        "F5808080",
                        "CE",
                        "CEBAE1",
                        "E282",
                        "F09F98",
                        "61CE61")
                .flatMap(text -> Stream.of(
                        given("6.3 " + text, "refused 1007").of(new Frame(Frame.FIN | TEXT, hex(text))),
                        given("6.3 in fragments " + text, "refused 1007")
                                .of(new Frame(TEXT, hex("6161" + text)), part(LAST, ""))));
        Stream<Case> good = Stream.of(
                        "C280", "DFBF", "E0A080", "ED9FBF", "EE8080", "EFBFBF", "F0908080", "F48FBFBF", "00", "7F")
                .map(text -> given("6.5 " + text, Transcript.line("text", hex(text)))
                        .of(new Frame(Frame.FIN | TEXT, hex(text))));
        Case binary = given("binary need not be UTF-8", "binary ff").of(Frame.binary((byte) 0xff));
        return Stream.of(cut, bad, good, Stream.of(binary)).flatMap(cases -> cases);
    }

    /** 7. */
    static Stream<Case> closes() {
        Stream<Case> legal = IntStream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999)
                .mapToObj(code ->
                        given("7.7 close " + code, "closed " + code).of(Frame.close(code, ""), Frame.text("after")));
        Stream<Case> illegal = IntStream.of(0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)
                .mapToObj(code -> given("7.9 close " + code, "refused 1002").of(Frame.close(code, "")));
        Stream<Case> others = Stream.of(
                given("7.1.3 ping behind a close", "closed 1000").of(Frame.close(1000, ""), ping("")),
                given("7.3.1 empty close", "closed 0").of(new Frame(Frame.FIN | Frame.CLOSE, new byte[0])),
                given("7.3.2 close of one byte", "refused 1002").of(new Frame(Frame.FIN | Frame.CLOSE, payload(1))),
                given("7.3.5 longest reason", "closed 1000").of(Frame.close(1000, "x".repeat(123))),
                given("7.3.6 reason too long", "refused 1002").of(Frame.close(1000, "x".repeat(124))),
                given("7.5.1 reason that is not UTF-8", "refused 1007")
                        .of(new Frame(Frame.FIN | Frame.CLOSE, hex("03E8 CEBAE1"))));
        return Stream.of(legal, illegal, others).flatMap(cases -> cases);
    }

    /** 9, from the other side: what is over the limit. */
    static Stream<Case> limits() {
        return Stream.of(
                given("a message over the limit", "too large 100001").of(Frame.binary(new byte[LIMIT + 1])),
                given("fragments just at the limit", Transcript.line("binary", new byte[LIMIT]))
                        .of(new Frame(BINARY, new byte[LIMIT - 1]), new Frame(LAST, new byte[1])),
                given("the sum of fragments over the limit", "too large 100001")
                        .of(new Frame(BINARY, new byte[LIMIT - 1]), new Frame(LAST, new byte[2])),
                new Case("2^63", hex("82 FF 8000000000000000 00000000"), List.of("refused 1002")),
                new Case("2^63-1", hex("82 FF 7FFFFFFFFFFFFFFF 00000000"), List.of("too large " + Long.MAX_VALUE)),
                new Case(
                        "2^63-1 behind a fragment",
                        hex("02 81 00000000 61 80 FF 7FFFFFFFFFFFFFFF 00000000"),
                        List.of("too large " + Long.MAX_VALUE)),
                new Case("2^32", hex("82 FF 0000000100000000 00000000"), List.of("too large 4294967296")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void whatIsAnnouncedIsNotAllocatedBeforeItIsThere(int there) {
        int announced = 2_000_000_000; // more than this JVM would give
        byte[] bytes = Arrays.copyOf(hex("82 FF 0000000077359400 00000000"), 14 + there);

        List<String> transcript = Transcript.of(announced, List.of(bytes));

        assertThat(transcript).isEmpty();
    }

    @Test
    void binaryMessageBelongsToItsReceiver() {
        byte[] wire = Frame.binary((byte) 1, (byte) 2).masked();
        List<byte[]> messages = new ArrayList<>();
        FrameReader reader = new FrameReader(new Messages(messages), LIMIT);

        reader.read(wire, 0, wire.length);
        Arrays.fill(wire, (byte) 0);

        assertThat(messages).containsExactly(new byte[] {1, 2});
    }

    private record Messages(List<byte[]> all) implements FrameReader.Receiver {
        @Override
        public void text(byte[] buffer, int from, int to) {}

        @Override
        public void binary(byte[] message) {
            all.add(message);
        }

        @Override
        public void ping(byte[] buffer, int from, int to) {}

        @Override
        public void closed(int code) {}

        @Override
        public boolean isReading() {
            return true;
        }
    }

    private interface Of {
        Case of(Frame... frames);
    }

    private static Of given(String name, String... transcript) {
        return frames -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (Frame frame : frames) {
                bytes.writeBytes(frame.masked());
            }
            return new Case(name, bytes.toByteArray(), List.of(transcript));
        };
    }

    private static Case withPing(Case given) {
        List<String> lines = new ArrayList<>(List.of("ping"));
        lines.addAll(given.transcript);
        return new Case(given.name, given.bytes, lines);
    }

    private static List<byte[]> split(byte[] bytes, Random random, int largest) {
        List<byte[]> pieces = new ArrayList<>();
        int scale = bytes.length > 5_000 && largest > 1 ? 997 : 1;
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + (1 + random.nextInt(largest)) * scale);
            pieces.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return pieces;
    }

    private static Frame part(int first, String text) {
        return new Frame(first, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Frame ping(String text) {
        return part(PING, text);
    }

    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) ('a' + i % 26);
        }
        return payload;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
