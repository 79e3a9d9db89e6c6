package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first request of a session, and everything that is wrong with one. */
class HandshakeWireIT extends WireTest {
    private static final String UNKNOWN_TRANSPORT = "400 {\"code\":0,\"message\":\"Transport unknown\"}";
    private static final String UNKNOWN_SID = "400 {\"code\":1,\"message\":\"Session ID unknown\"}";
    private static final String BAD_METHOD = "400 {\"code\":2,\"message\":\"Bad handshake method\"}";
    private static final String BAD_REQUEST = "400 {\"code\":3,\"message\":\"Bad request\"}";
    private static final String UNSUPPORTED = "400 {\"code\":5,\"message\":\"Unsupported protocol version\"}";

    @Test
    void openPacketHasItsKeysInTheOriginalOrder() {
        HttpAnswer answer = opened("/socket.io/?EIO=4&transport=polling&serviceName=orders");

        assertThat(answer.text())
                .matches("0\\{\"sid\":\"[A-Za-z0-9_-]{20}\",\"upgrades\":\\[\"websocket\"],"
                        + "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    }

    @Test
    void openPacketComesWithTheOriginalHeaders() {
        HttpAnswer answer = opened("/socket.io/?EIO=4&transport=polling&serviceName=orders");

        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.header("Content-Type").orElse("")).isEqualToIgnoringCase(TEXT);
        assertThat(answer.header("Content-Length")).contains("118");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void everySessionHasASidOfItsOwn() {
        RawEngineClient first = session("orders");
        RawEngineClient second = session("orders");

        assertThat(first.sid()).isNotEqualTo(second.sid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/socket.io/?EIO=4&transport=abc",
                "/socket.io/?EIO=4",
                "/socket.io/",
                "/socket.io/?EIO=4&transport=",
                "/socket.io/?EIO=4&transport=POLLING",
                "/socket.io/?EIO=4&transport=webtransport",
                "/socket.io/?EIO=4&transport=polling&transport=polling",
                "/socket.io/?EIO=3&transport=abc",
                "/socket.io/?EIO=4&transport=__proto__",
            })
    void unknownTransportIsRefusedBeforeAllElse(String target) {
        assertThat(RawHttp.get(hub(), target).line()).isEqualTo(UNKNOWN_TRANSPORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAA", "x", "__proto__", "%00", "..%2F..%2F"})
    void unknownSidIsRefused(String sid) {
        String target = "/socket.io/?EIO=4&transport=polling&sid=" + sid;

        assertThat(RawHttp.get(hub(), target).line()).isEqualTo(UNKNOWN_SID);
    }

    @Test
    void postWithAnUnknownSidIsRefused() {
        String target = "/socket.io/?EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA";

        assertThat(RawHttp.exchange(hub(), "POST", target, "40").line()).isEqualTo(UNKNOWN_SID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void handshakeByAnotherMethodThanGetIsRefused(String method) {
        HttpAnswer answer = RawHttp.exchange(hub(), method, "/socket.io/?EIO=4&transport=polling", "");

        assertThat(answer.line()).isEqualTo(BAD_METHOD);
    }

    @Test
    void handshakeByHeadIsRefusedWithoutABody() {
        HttpAnswer answer = RawHttp.exchange(hub(), "HEAD", "/socket.io/?EIO=4&transport=polling", "");

        assertThat(answer.line()).isEqualTo("400");
    }

    @Test
    void webSocketWithoutUpgradeIsRefused() {
        assertThat(RawHttp.get(hub(), "/socket.io/?EIO=4&transport=websocket").line())
                .isEqualTo(BAD_REQUEST);
    }

    @Test
    void pollOfASessionAsWebSocketWithoutUpgradeIsRefused() {
        String sid = session("orders").sid();

        assertThat(RawHttp.get(hub(), "/socket.io/?EIO=4&transport=websocket&sid=" + sid)
                        .line())
                .isEqualTo(BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "EIO=3&", "EIO=5&", "EIO=abc&", "EIO=&", "EIO=4&EIO=4&", "EIO=4.0&", "EIO=04&"})
    void otherProtocolVersionsAreRefused(String version) {
        assertThat(RawHttp.get(hub(), "/socket.io/?" + version + "transport=polling")
                        .line())
                .isEqualTo(UNSUPPORTED);
    }

    @Test
    void methodIsCheckedBeforeTheVersion() {
        assertThat(RawHttp.exchange(hub(), "POST", "/socket.io/?EIO=3&transport=polling", "")
                        .line())
                .isEqualTo(BAD_METHOD);
    }

    @Test
    void refusalIsJsonForEveryOrigin() {
        HttpAnswer answer = RawHttp.get(hub(), "/socket.io/?EIO=4&transport=abc");

        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.header("Cache-Control")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/socket.io?EIO=4&transport=polling", "/foo", "/socket.iox/?EIO=4&transport=polling"})
    void otherPathsAreNotFound(String target) {
        HttpAnswer answer = RawHttp.get(hub(), target);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void whatStandsBehindThePathDoesNotMatter() {
        HttpAnswer answer = opened("/socket.io/abc?EIO=4&transport=polling");

        assertThat(answer.text()).startsWith("0{\"sid\":\"");
    }

    @Test
    void base64FlagIsIgnored() {
        HttpAnswer answer = opened("/socket.io/?EIO=4&transport=polling&b64=1");

        assertThat(answer.text()).startsWith("0{\"sid\":\"");
    }

    @Test
    void orderOfTheQueryDoesNotMatter() {
        HttpAnswer answer = opened("/socket.io/?serviceName=orders&EIO=4&transport=polling&t=55fmq3u6");

        assertThat(answer.text()).startsWith("0{\"sid\":\"");
    }

    @BetterThanTheOriginal
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/socket.io/socket.io.js",
                "/socket.io/socket.io.min.js",
                "/socket.io/socket.io.esm.min.js",
                "/socket.io/socket.io.msgpack.min.js",
                "/socket.io/socket.io.js.map",
            })
    void browserBundleIsLeftOut(String target) {
        assertThat(RawHttp.get(hub(), target).status()).isEqualTo(404);
    }

    /** Opens a session that ends with the test. */
    private HttpAnswer opened(String target) {
        HttpAnswer answer = RawHttp.get(hub(), target);
        String sid = RawEngineClient.sid(answer.text());
        RawHttp.exchange(hub(), "POST", "/socket.io/?EIO=4&transport=polling&sid=" + sid, "1");
        return answer;
    }
}
