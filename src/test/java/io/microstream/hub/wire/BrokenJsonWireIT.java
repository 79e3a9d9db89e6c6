package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Frame;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawWebSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken JSON ends at the hub and costs its sender only. */
class BrokenJsonWireIT extends WireTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"r-1\",}",
                "{\"id\":01}",
                "{\"id\":+1}",
                "{\"id\":NaN}",
                "{\"id\":Infinity}",
                "{\"id\":.5}",
                "{\"id\":1.}",
                "{\"id\":1e}",
                "{\"id\":-}",
                "{\"id\":\"a\tb\"}",
                "{\"id\":\"\\x41\"}",
                "{\"id\":\"\\u12\"}",
                "{id:1}",
                "{'id':1}",
                "{\"id\":1 \"n\":2}",
                "{\"id\"}",
                "{\"id\":}",
                "[1,]",
                "[,]",
                "{\"id\":1}}",
                "{\"id\":1",
                "\"open",
                "tru",
                "nulll",
                "{\"id\":undefined}",
                "{\"a\":/**/1}",
                "\ufeff{}",
                "{\"id\":\"\u0000\"}",
                "{\"id\":\"\n\"}",
            })
    void brokenPayloadClosesItsSenderOnly(String payload) {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.request("billing", payload).expectClosed();

        billing.expectAway("orders").expectNothing();
    }

    @Test
    void brokenAnswerClosesItsSenderOnly() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");

        billing.expectRequest("{\"id\":\"r-1\"}")
                .respond("\"r-1\"", "{\"a\":1,}")
                .expectClosed();

        orders.expectAway("billing");
    }

    @Test
    void brokenJsonOfAnUnknownEventClosesItsSender() {
        service("orders").send("42[\"unknown\",{\"a\":01}]").expectClosed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c3\u0028",
                "\u00ff",
                "\u00c0\u00af",
                "\u00ed\u00a0\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00e2\u0082"
            })
    void textThatIsNoUtf8ClosesItsSenderOnly(String latin1) {
        RawService billing = service("billing");
        RawWebSocket orders = webSocket("orders");
        orders.readText();
        orders.sendText("40").readText();
        byte[] packet = ("42[\"request\",{\"targetService\":\"billing\",\"payload\":{\"id\":\"" + latin1 + "\"}}]")
                .getBytes(StandardCharsets.ISO_8859_1);

        orders.send(new Frame(Frame.FIN | Frame.TEXT, packet)).expectEnd();

        billing.expectAway("orders").expectNothing();
    }

    @BetterThanTheOriginal
    @Test
    void tooDeepPayloadIsAnErrorWhereItsIdCameFirst() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.request("billing", "{\"id\":\"r-1\",\"data\":" + nested(300) + "}")
                .expectError("\"r-1\"", "REQUEST_MALFORMED");

        orders.expectNothing();
        billing.expectNothing();
    }

    @BetterThanTheOriginal
    @Test
    void tooDeepPayloadWithoutAnIdBeforeClosesItsSender() {
        RawService billing = service("billing");

        service("orders")
                .request("billing", "{\"data\":" + nested(300) + ",\"id\":\"r-1\"}")
                .expectClosed();

        billing.expectNothing();
    }

    @BetterThanTheOriginal
    @ParameterizedTest
    @ValueSource(ints = {2_000, 100_000, 450_000})
    void depthCostsNoStack(int depth) {
        service("orders").send("42[\"unknown\"," + nested(depth) + "]").expectClosed();
    }

    @Test
    void depthWithinTheLimitTravels() {
        RawService billing = service("billing");
        String payload = "{\"id\":\"r-1\",\"data\":" + nested(250) + "}";

        service("orders").request("billing", payload);

        billing.expectRequest(payload);
    }

    @BetterThanTheOriginal
    @Test
    void tooLongNumberIsAnErrorWhereItsIdCameFirst() {
        RawService orders = service("orders");

        orders.request("orders", "{\"id\":\"r-1\",\"data\":" + "1".repeat(1_001) + "}")
                .expectError("\"r-1\"", "REQUEST_MALFORMED");

        orders.expectNothing();
    }

    @BetterThanTheOriginal
    @Test
    void numberOfTheLongestKindTravels() {
        RawService billing = service("billing");
        String payload = "{\"id\":\"r-1\",\"data\":" + "1".repeat(1_000) + "}";

        service("orders").request("billing", payload);

        billing.expectRequest(payload);
    }

    @BetterThanTheOriginal
    @Test
    void tooLongNumberWithoutAnIdBeforeClosesItsSender() {
        service("orders")
                .request("orders", "{\"data\":" + "1".repeat(1_001) + ",\"id\":\"r-1\"}")
                .expectClosed();
    }

    @BetterThanTheOriginal
    @Test
    void tooLongIdIsAnErrorOrClosesItsSender() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.request("billing", "{\"id\":\"" + "x".repeat(257) + "\"}");

        String answer = orders.next();
        assertThat(answer)
                .satisfiesAnyOf(
                        text -> assertThat(text).contains("REQUEST_MALFORMED"),
                        text -> assertThat(text).isEqualTo("closed"));
        billing.expectNothing();
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }
}
