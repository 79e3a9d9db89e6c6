package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a poll's body looks like. */
class PollingPayloadWireIT extends WireTest {
    @Test
    void queuedPacketsComeInOneBody() {
        RawEngineClient billing = session("billing").join();
        RawService orders = service("orders");

        orders.request("billing", "{\"id\":\"r-1\"}").request("billing", "{\"id\":\"r-2\"}");
        orders.expectNothing();

        billing.expectPoll("42[\"request\",{\"id\":\"r-1\"}]\u001e42[\"request\",{\"id\":\"r-2\"}]");
    }

    @Test
    void binaryPacketIsBase64BehindAB() {
        RawEngineClient billing = session("billing").join();
        RawService orders = service("orders");

        orders.send("451-[\"request\",{\"targetService\":\"billing\",\"payload\":"
                        + "{\"id\":\"r-1\",\"data\":{\"_placeholder\":true,\"num\":0}}}]")
                .sendBinary(1, 2, 3, 4);
        orders.expectNothing();

        billing.expectPoll(
                "451-[\"request\",{\"id\":\"r-1\",\"data\":{\"_placeholder\":true,\"num\":0}}]\u001ebAQIDBA==");
    }

    @Test
    void binaryPacketIsTakenFromAPost() {
        RawService billing = service("billing");
        RawEngineClient orders = session("orders").join();

        orders.expectPosted("451-[\"request\",{\"targetService\":\"billing\",\"payload\":"
                + "{\"id\":\"r-1\",\"data\":{\"_placeholder\":true,\"num\":0}}}]\u001ebAQIDBA==");

        billing.expect("451-[\"request\",{\"id\":\"r-1\",\"data\":{\"_placeholder\":true,\"num\":0}}]");
        billing.expectBinary(1, 2, 3, 4);
    }

    @Test
    void unicodeIsCountedInBytes() {
        RawEngineClient billing = session("billing").join();
        RawService orders = service("orders");

        orders.request("billing", "{\"id\":\"r-1\",\"data\":\"caf\u00e9 \u20ac \ud83d\ude00\"}")
                .expectNothing();

        HttpAnswer answer = billing.poll();
        assertThat(answer.text())
                .isEqualTo("42[\"request\",{\"id\":\"r-1\",\"data\":\"caf\u00e9 \u20ac \ud83d\ude00\"}]");
        assertThat(answer.header("Content-Length")).contains(String.valueOf(answer.body().length));
    }

    @Test
    void longBodyIsCompressedForWhoTakesIt() throws IOException {
        RawEngineClient billing = billingWithAMessageOf(3_000);

        HttpAnswer answer = billing.poll("Accept-Encoding: gzip");

        assertThat(answer.header("Content-Encoding")).contains("gzip");
        assertThat(answer.body()).hasSizeLessThan(300);
        assertThat(unzipped(answer.body())).isEqualTo(messageOf(3_000));
    }

    @Test
    void longBodyIsPlainForWhoDoesNotAsk() {
        RawEngineClient billing = billingWithAMessageOf(3_000);

        HttpAnswer answer = billing.poll();

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.text()).isEqualTo(messageOf(3_000));
    }

    @Test
    void bodyOf1023BytesIsPlain() {
        RawEngineClient billing = billingWithAMessageOf(1_023);

        HttpAnswer answer = billing.poll("Accept-Encoding: gzip");

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.text()).isEqualTo(messageOf(1_023));
    }

    @Test
    void bodyOf1024BytesIsCompressed() throws IOException {
        RawEngineClient billing = billingWithAMessageOf(1_024);

        HttpAnswer answer = billing.poll("Accept-Encoding: deflate, gzip");

        assertThat(answer.header("Content-Encoding").orElse("")).isIn("gzip", "deflate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "identity", "br"})
    void whoRefusesGzipGetsPlainText(String accepted) {
        RawEngineClient billing = billingWithAMessageOf(3_000);

        HttpAnswer answer = billing.poll("Accept-Encoding: " + accepted);

        assertThat(answer.header("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "b!!!!", "bAQI", "bA"})
    void binaryWithoutAHeaderEndsTheSession(String packet) {
        RawEngineClient orders = session("orders").join();

        orders.expectPosted(packet);

        orders.expectEnd();
    }

    @Test
    void postOfJsonTypeIsTakenAsText() {
        RawEngineClient orders = session("orders");

        HttpAnswer answer = RawHttp.exchange(hub(), "POST", orders.target(), "40", "Content-Type: application/json");

        assertThat(answer.line()).isEqualTo("200 ok");
        assertThat(orders.poll().text()).startsWith("40{");
    }

    private RawEngineClient billingWithAMessageOf(int bytes) {
        RawEngineClient billing = session("billing").join();
        service("orders").request("billing", payloadOf(bytes)).expectNothing();
        return billing;
    }

    private static String messageOf(int bytes) {
        return "42[\"request\"," + payloadOf(bytes) + "]";
    }

    private static String payloadOf(int bytes) {
        String frame = "42[\"request\",{\"id\":\"r-1\",\"data\":\"\"}]";
        return "{\"id\":\"r-1\",\"data\":\"" + "x".repeat(bytes - frame.length()) + "\"}";
    }

    private static String unzipped(byte[] body) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
