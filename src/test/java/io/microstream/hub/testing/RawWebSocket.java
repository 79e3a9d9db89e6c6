package io.microstream.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A WebSocket client that sends any frame and shows every frame that comes. Answers nothing on its own. */
public final class RawWebSocket implements AutoCloseable {
    private final RawHttp http;

    private RawWebSocket(RawHttp http) {
        this.http = http;
    }

    /** Opens a WebSocket of Engine.IO; the open packet is still to be read. */
    public static RawWebSocket open(HubTarget hub, String query) {
        return open(RawSocket.to(hub), query);
    }

    /** The same over a socket that is already connected. */
    public static RawWebSocket open(RawSocket socket, String query) {
        RawHttp http = RawHttp.over(socket);
        HttpAnswer answer =
                handshake(http, "/socket.io/?EIO=4&transport=websocket" + (query.isEmpty() ? "" : "&") + query);
        assertThat(answer.status()).as("the handshake's answer: %s", answer).isEqualTo(101);
        return new RawWebSocket(http);
    }

    /** Sends a sound WebSocket handshake with additional headers and reads its answer, whatever it is. */
    public static HttpAnswer handshake(RawHttp http, String target, String... headers) {
        List<String> all = new ArrayList<>(List.of(
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        all.addAll(List.of(headers));
        return http.ask("GET", target, all.toArray(new String[0])).answer();
    }

    /** What is left of a connection after its 101. */
    public static RawWebSocket after(RawHttp http) {
        return new RawWebSocket(http);
    }

    /** Sends a masked text frame. */
    public RawWebSocket sendText(String text) {
        return sendBytes(Frame.text(text).masked());
    }

    /** Sends a masked binary frame. */
    public RawWebSocket sendBinary(byte... bytes) {
        return sendBytes(Frame.binary(bytes).masked());
    }

    /** Sends a masked frame. */
    public RawWebSocket send(Frame frame) {
        return sendBytes(frame.masked());
    }

    /** Sends bytes as they are. */
    public RawWebSocket sendBytes(byte[] bytes) {
        http.socket().send(bytes);
        return this;
    }

    /** The next frame; empty when the peer has hung up. */
    public Optional<Frame> read() {
        int first = http.socket().read();
        if (first < 0) {
            return Optional.empty();
        }
        int second = http.socket().read();
        int length = second & 0x7f;
        if (length == 126) {
            length = ByteBuffer.wrap(http.socket().readExactly(2)).getShort() & 0xffff;
        } else if (length == 127) {
            length = Math.toIntExact(
                    ByteBuffer.wrap(http.socket().readExactly(8)).getLong());
        }
        assertThat(second & 0x80).as("a server never masks").isZero();
        return Optional.of(new Frame(first, http.socket().readExactly(length)));
    }

    /** The text of the next frame, which has to be one whole text message. */
    public String readText() {
        Frame frame = read().orElseThrow(() -> new AssertionError("The peer hung up where a text was expected"));
        assertThat(frame.first()).as("the next frame: %s", frame).isEqualTo(Frame.FIN | Frame.TEXT);
        return new String(frame.payload(), StandardCharsets.UTF_8);
    }

    public RawWebSocket expectText(String text) {
        assertThat(readText()).isEqualTo(text);
        return this;
    }

    public RawWebSocket expectBinary(byte... bytes) {
        assertThat(next()).isEqualTo(Frame.binary(bytes).toString());
        return this;
    }

    public RawWebSocket expectPong(String payload) {
        Frame frame = read().orElseThrow(() -> new AssertionError("The peer hung up where a pong was expected"));
        assertThat(frame.opcode()).as("the next frame: %s", frame).isEqualTo(Frame.PONG);
        assertThat(new String(frame.payload(), StandardCharsets.UTF_8)).isEqualTo(payload);
        return this;
    }

    /** The next frame as an assertion shows it, or {@code end}. */
    public String next() {
        return read().map(Frame::toString).orElse("end");
    }

    /** The next thing is an orderly close (the three ways read alike at a client) or the end of the stream. */
    public void expectClosed() {
        assertThat(next()).isIn("close", "close 1000", "close 1001", "end");
    }

    /** The next thing is a close with one of these codes, and then the end, once the close is answered. */
    public void expectClosed(int... codes) {
        assertThat(next())
                .isIn(Arrays.stream(codes).mapToObj(code -> "close " + code).toList());
        send(new Frame(Frame.FIN | Frame.CLOSE, new byte[0]));
        assertThat(next()).isEqualTo("end");
    }

    /** The connection comes to its end; what arrives before does not matter. */
    public void expectEnd() {
        boolean ended = IntStream.range(0, 10_000)
                .mapToObj(i -> nextOrCut())
                .anyMatch(frame -> frame.startsWith("close") || frame.equals("end"));
        assertThat(ended).as("the connection ends").isTrue();
    }

    /** Who is cut off may be so in the middle of a frame, and by a reset. */
    private String nextOrCut() {
        try {
            return next();
        } catch (RawSocket.CutShort | UncheckedIOException cutOff) {
            return "end";
        }
    }

    /** Nothing comes for this long. */
    public RawWebSocket expectSilence(Duration time) {
        assertThat(http.socket().isSilentFor(time))
                .as("nothing comes for %s", time)
                .isTrue();
        return this;
    }

    public RawSocket socket() {
        return http.socket();
    }

    @Override
    public void close() {
        http.close();
    }
}
