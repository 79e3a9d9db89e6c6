package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Frame;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6455, bent and broken. */
class BrokenFrameWireIT extends WireTest {
    private static final String ASK_SELF =
            "42[\"request\",{\"targetService\":\"orders\",\"payload\":{\"id\":\"r-1\"}}]";
    private static final String ASKED = "42[\"request\",{\"id\":\"r-1\"}]";

    @ParameterizedTest
    @CsvSource({
        "c1, reserved bit 1 on a text",
        "a1, reserved bit 2 on a text",
        "91, reserved bit 3 on a text",
        "c9, reserved bit 1 on a ping",
        "83, reserved opcode 3",
        "87, reserved opcode 7",
        "8b, reserved opcode 11",
        "8f, reserved opcode 15",
        "80, continuation of nothing",
        "00, first part of a continuation of nothing",
        "09, fragmented ping",
        "0a, fragmented pong",
        "08, fragmented close",
    })
    void brokenFirstByteEndsTheConnection(String first, String what) {
        RawWebSocket orders = joined("orders");

        orders.send(new Frame(Integer.parseInt(first, 16), new byte[] {'4', '2'}))
                .expectEnd();

        service("watcher").expectAway("orders");
    }

    @Test
    void unmaskedFrameEndsTheConnection() {
        skipOnPayarasEndpoint("it falls silent instead");
        RawWebSocket orders = joined("orders");

        orders.sendBytes(Frame.text(ASK_SELF).unmasked()).expectEnd();

        service("watcher").expectAway("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"89", "8a", "88"})
    void controlFrameAbove125BytesEndsTheConnection(String first) {
        RawWebSocket orders = joined("orders");

        orders.send(new Frame(Integer.parseInt(first, 16), new byte[126])).expectEnd();

        service("watcher").expectAway("orders");
    }

    @ParameterizedTest
    @CsvSource({
        "81ff8000000000000000, 2^63",
        "81ffffffffffffffffff, 2^64-1",
        "81ff7fffffffffffffff, 2^63-1",
        "81ff0000000080000000, 2^31",
        "81ff000000007fffffff, 2^31-1",
        "82ff000000003fffffff, 2^30-1",
        "81ff00000000ffffffff, 2^32-1",
        "82ff0000000100000000, 2^32",
        "81ff00000000000f4241, a byte more than allowed",
    })
    void announcedLengthAboveTheLimitEndsTheConnectionBeforeItComes(String header, String length) {
        RawWebSocket orders = joined("orders");
        byte[] start = HexFormat.of().parseHex(header + "12345678");

        orders.sendBytes(start).sendBytes(new byte[1_000]);
        orders.socket().finish();
        orders.expectEnd();

        service("watcher").expectAway("orders");
    }

    @Test
    void sumOfFragmentsAboveTheLimitEndsTheConnection() {
        RawWebSocket orders = joined("orders");

        orders.send(new Frame(Frame.TEXT, new byte[400_000]));
        orders.send(new Frame(Frame.CONTINUATION, new byte[400_000]));
        orders.send(new Frame(Frame.CONTINUATION, new byte[400_000])).expectEnd();

        service("watcher").expectAway("orders");
    }

    @Test
    void messageAboveTheLimitIsClosedWith1009() {
        RawWebSocket orders = joined("orders");

        orders.sendText("42[\"unknown\",\"" + "x".repeat(1_000_000) + "\"]");

        assertThat(orders.next()).isEqualTo("close 1009");
    }

    @Test
    void newMessageInsideAFragmentedOneEndsTheConnection() {
        RawWebSocket orders = joined("orders");

        orders.send(new Frame(Frame.TEXT, new byte[] {'4', '2'}))
                .sendText(ASK_SELF)
                .expectEnd();

        service("watcher").expectAway("orders");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
    void closeWithACodeThatMayNotBeSentEndsTheConnection(int code) {
        RawWebSocket orders = joined("orders");

        orders.send(Frame.close(code, "")).expectEnd();

        service("watcher").expectAway("orders");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 4999})
    void closeWithASoundCodeIsAnswered(int code) {
        RawWebSocket orders = joined("orders");

        orders.send(Frame.close(code, "bye"));

        assertThat(orders.next()).startsWith("close");
        service("watcher").expectAway("orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "", "03e8ff", "03e8c328"})
    void closeWithABrokenBodyEndsTheConnection(String body) {
        RawWebSocket orders = joined("orders");

        orders.send(new Frame(Frame.FIN | Frame.CLOSE, HexFormat.of().parseHex(body)))
                .expectEnd();

        service("watcher").expectAway("orders");
    }

    @Test
    void fragmentedTextIsOnePacket() {
        RawWebSocket orders = joined("orders");
        byte[] packet = ASK_SELF.getBytes(StandardCharsets.UTF_8);

        orders.send(new Frame(Frame.TEXT, Arrays.copyOfRange(packet, 0, 1)));
        orders.send(new Frame(Frame.CONTINUATION, new byte[0]));
        orders.send(new Frame(Frame.CONTINUATION, Arrays.copyOfRange(packet, 1, 20)));
        orders.send(new Frame(Frame.FIN | Frame.CONTINUATION, Arrays.copyOfRange(packet, 20, packet.length)));

        orders.expectText(ASKED);
    }

    @Test
    void characterMayBeCutBetweenFragments() {
        RawWebSocket orders = joined("orders");
        byte[] packet = "42[\"request\",{\"targetService\":\"orders\",\"payload\":{\"id\":\"\ud83d\ude00\"}}]"
                .getBytes(StandardCharsets.UTF_8);
        int middle = packet.length - 6;

        orders.send(new Frame(Frame.TEXT, Arrays.copyOfRange(packet, 0, middle)));
        orders.send(new Frame(Frame.FIN | Frame.CONTINUATION, Arrays.copyOfRange(packet, middle, packet.length)));

        orders.expectText("42[\"request\",{\"id\":\"\ud83d\ude00\"}]");
    }

    @Test
    void pingBetweenFragmentsIsAnswered() {
        RawWebSocket orders = joined("orders");
        byte[] packet = ASK_SELF.getBytes(StandardCharsets.UTF_8);

        orders.send(new Frame(Frame.TEXT, Arrays.copyOfRange(packet, 0, 10)));
        orders.send(new Frame(Frame.FIN | Frame.PING, new byte[] {'h', 'i'}));
        orders.send(new Frame(Frame.FIN | Frame.CONTINUATION, Arrays.copyOfRange(packet, 10, packet.length)));

        orders.expectPong("hi").expectText(ASKED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void pingIsAnsweredWithItsOwnBody(int length) {
        RawWebSocket orders = joined("orders");

        orders.send(new Frame(Frame.FIN | Frame.PING, "p".repeat(length).getBytes(StandardCharsets.UTF_8)));

        orders.expectPong("p".repeat(length));
    }

    @Test
    void pongOutOfNowhereIsIgnored() {
        joined("orders")
                .send(new Frame(Frame.FIN | Frame.PONG, new byte[] {1}))
                .sendText(ASK_SELF)
                .expectText(ASKED);
    }

    @Test
    void frameThatComesByteByByteIsOne() {
        RawWebSocket orders = joined("orders");

        for (byte b : Frame.text(ASK_SELF).masked()) {
            orders.sendBytes(new byte[] {b});
        }

        orders.expectText(ASKED);
    }

    @Test
    void manyFramesInOneSegmentAreMany() {
        RawWebSocket orders = joined("orders");
        byte[] frame = Frame.text(ASK_SELF).masked();
        byte[] many = new byte[frame.length * 100];
        for (int i = 0; i < 100; i++) {
            System.arraycopy(frame, 0, many, i * frame.length, frame.length);
        }

        orders.sendBytes(many);

        for (int i = 0; i < 100; i++) {
            orders.expectText(ASKED);
        }
    }

    @Test
    void frameThatIsCutOffFreesTheName() {
        RawService watcher = service("watcher");
        RawWebSocket orders = joined("orders");

        orders.sendBytes(Arrays.copyOf(Frame.text(ASK_SELF).masked(), 10)).close();

        watcher.expectAway("orders");
    }

    @Test
    void resetFreesTheName() {
        RawService watcher = service("watcher");
        RawWebSocket orders = joined("orders");

        orders.socket().reset();

        watcher.expectAway("orders");
    }

    @Test
    void httpInsideAWebSocketEndsTheConnection() {
        joined("orders")
                .sendBytes(("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(500) + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8))
                .expectEnd();
    }

    private RawWebSocket joined(String name) {
        RawWebSocket webSocket = webSocket(name);
        assertThat(webSocket.readText()).startsWith("0{");
        track(RawService.websocket(webSocket, name)).join();
        return webSocket;
    }
}
