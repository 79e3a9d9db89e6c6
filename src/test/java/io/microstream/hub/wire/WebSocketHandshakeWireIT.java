package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Frame;
import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The request that asks for a WebSocket. */
class WebSocketHandshakeWireIT extends WireTest {
    private static final String TARGET = "/socket.io/?EIO=4&transport=websocket&serviceName=orders";

    @Test
    void handshakeIsAnsweredAsTheOriginalDoes() {
        HttpAnswer answer = RawWebSocket.handshake(http(), TARGET);

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("Upgrade").orElse("")).isEqualToIgnoringCase("websocket");
        assertThat(answer.header("Connection").orElse("")).isEqualToIgnoringCase("upgrade");
        assertThat(answer.header("Sec-WebSocket-Accept")).contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void openPacketOffersNoUpgrade() {
        String packet = webSocket("orders").readText();

        assertThat(packet)
                .matches("0\\{\"sid\":\"[A-Za-z0-9_-]{20}\",\"upgrades\":\\[],"
                        + "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    }

    @Test
    void connectIsAnsweredWithASidOfItsOwn() {
        RawWebSocket orders = webSocket("orders");
        String open = orders.readText();

        String connect = orders.sendText("40{\"token\":\"t\"}").readText();

        assertThat(connect).matches("40\\{\"sid\":\"[A-Za-z0-9_-]{20}\"}");
        assertThat(connect.substring(2)).isNotEqualTo(open.substring(1, 32));
    }

    @Test
    void compressionIsNotAccepted() {
        HttpAnswer answer = RawWebSocket.handshake(
                http(), TARGET, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("Sec-WebSocket-Extensions")).isEmpty();
    }

    @Test
    void firstOfferedSubprotocolIsTaken() {
        HttpAnswer answer = RawWebSocket.handshake(http(), TARGET, "Sec-WebSocket-Protocol: first, second");

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("Sec-WebSocket-Protocol")).contains("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transport=abc&EIO=4", "EIO=4", "EIO=4&transport=websocket&transport=websocket"})
    void unknownTransportIsRefusedInPlainText(String query) {
        HttpAnswer answer = RawWebSocket.handshake(http(), "/socket.io/?" + query);

        assertThat(answer.line()).isEqualTo("400 Transport unknown");
        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAA", "x", "%00"})
    void unknownSidIsRefusedInPlainText(String sid) {
        HttpAnswer answer = RawWebSocket.handshake(http(), "/socket.io/?EIO=4&transport=websocket&sid=" + sid);

        assertThat(answer.line()).isEqualTo("400 Session ID unknown");
    }

    @BetterThanTheOriginal
    @ParameterizedTest
    @ValueSource(strings = {"", "EIO=3&", "EIO=abc&", "EIO=4&EIO=4&"})
    void otherProtocolVersionsAreRefusedBeforeThe101(String version) {
        HttpAnswer answer = RawWebSocket.handshake(http(), "/socket.io/?" + version + "transport=websocket");

        assertThat(answer.line()).isEqualTo("400 Unsupported protocol version");
    }

    @Test
    void upgradeWithTheTransportOfPollingIsOpenedAndClosed() {
        RawHttp http = http();
        HttpAnswer answer = RawWebSocket.handshake(http, "/socket.io/?EIO=4&transport=polling&serviceName=orders");

        assertThat(answer.status()).isEqualTo(101);
        RawWebSocket.after(http).expectClosed();
    }

    @Test
    void upgradeOnAnotherPathOpensNothing() {
        RawHttp http = http().ask(
                        "GET",
                        "/elsewhere/?EIO=4&transport=websocket",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

        String first = http.socket().readLine();

        assertThat(first)
                .satisfiesAnyOf(
                        line -> assertThat(line).isEmpty(),
                        line -> assertThat(line).startsWith("HTTP/1.1 404"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Version: 14\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2hvcnQ=",
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: !!!!",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            })
    void unsoundHandshakeIsRefused(String headers) {
        RawHttp http = http().ask("GET", TARGET, "Upgrade: websocket", "Connection: Upgrade", headers);

        assertThat(http.answer().status()).isIn(400, 426);
    }

    @BetterThanTheOriginal
    @Test
    void upgradeThatIsNoGetIsRefused() {
        RawHttp http = http().ask(
                        "PUT",
                        TARGET,
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

        assertThat(http.answer().status()).isIn(400, 405);
    }

    @BetterThanTheOriginal
    @Test
    void versionOfADraftIsRefused() {
        RawHttp http = http().ask(
                        "GET",
                        TARGET,
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 8",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

        assertThat(http.answer().status()).isIn(400, 426);
    }

    @Test
    void frameThatComesWithTheHandshakeHurtsNobody() {
        skipOnPayarasEndpoint("it loses what follows as well");
        RawHttp http = http();
        String request = "GET " + TARGET + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                + "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        byte[] frame = Frame.text("40").masked();
        byte[] both = Arrays.copyOf(request.getBytes(StandardCharsets.UTF_8), request.length() + frame.length);
        System.arraycopy(frame, 0, both, request.length(), frame.length);

        assertThat(http.sendRaw("GET", both).answer().status()).isEqualTo(101);

        RawWebSocket orders = RawWebSocket.after(http);
        assertThat(orders.readText()).startsWith("0{");
        // The original and some servers lose that first frame; then this one is the first CONNECT, otherwise a second.
        assertThat(orders.sendText("40").next()).startsWith("text 40{");
    }
}
