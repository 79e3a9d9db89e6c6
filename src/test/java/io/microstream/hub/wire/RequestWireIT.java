package io.microstream.hub.wire;

import io.microstream.hub.testing.RawService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and their answers, as sound services send them. */
class RequestWireIT extends WireTest {
    @Test
    void payloadIsForwardedWithoutItsEnvelope() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.send("42[\"request\",{\"targetService\":\"billing\",\"payload\":"
                + "{\"id\":\"u4xtHal8mX0sIJRAi87Wz\",\"event\":\"obj\",\"data\":{\"x\":1}}}]");

        billing.expect("42[\"request\",{\"id\":\"u4xtHal8mX0sIJRAi87Wz\",\"event\":\"obj\",\"data\":{\"x\":1}}]");
        billing.send("42[\"response\",{\"id\":\"u4xtHal8mX0sIJRAi87Wz\",\"response\":{\"got\":{\"x\":1}}}]");
        orders.expect("42[\"response\",{\"id\":\"u4xtHal8mX0sIJRAi87Wz\",\"response\":{\"got\":{\"x\":1}}}]");
    }

    @Test
    void unknownFieldsOfThePayloadTravelInTheirOrder() {
        RawService billing = service("billing");

        service("orders").request("billing", "{\"z\":1,\"id\":\"r-1\",\"headers\":{\"trace\":\"t\"},\"a\":[]}");

        billing.expectRequest("{\"z\":1,\"id\":\"r-1\",\"headers\":{\"trace\":\"t\"},\"a\":[]}");
    }

    @Test
    void furtherFieldsOfAnAnswerAreDropped() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");

        billing.expectRequest("{\"id\":\"r-1\"}")
                .send("42[\"response\",{\"more\":1,\"id\":\"r-1\",\"response\":{\"n\":1},\"other\":{}}]");

        orders.expectResponse("\"r-1\"", "{\"n\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "\"\"",
                "false",
                "true",
                "-1.5",
                "[]",
                "[1,\"two\",null]",
                "{\"error\":{\"code\":\"X\"}}",
                "{\"error\":null}",
                "\"caf\u00e9 \ud83d\ude00\""
            })
    void anyValueMayBeAnswered(String value) {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");

        billing.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", value);

        orders.expectResponse("\"r-1\"", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "false", "0", "\"\"", "[]", "{}"})
    void anyDataMayBeAsked(String data) {
        RawService billing = service("billing");

        service("orders").request("billing", "{\"id\":\"r-1\",\"event\":\"e\",\"data\":" + data + "}");

        billing.expectRequest("{\"id\":\"r-1\",\"event\":\"e\",\"data\":" + data + "}");
    }

    @Test
    void serviceMayAskItself() {
        service("orders").expectNothing();
    }

    @Test
    void requestsToOneServiceKeepTheirOrder() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        for (int i = 0; i < 200; i++) {
            orders.request("billing", "{\"id\":" + i + "}");
        }

        for (int i = 0; i < 200; i++) {
            billing.expectRequest("{\"id\":" + i + "}").respond(String.valueOf(i), "{}");
        }
        for (int i = 0; i < 200; i++) {
            orders.expectResponse(String.valueOf(i), "{}");
        }
    }

    @Test
    void answersMayComeInAnyOrder() {
        RawService billing = service("billing");
        RawService orders =
                service("orders").request("billing", "{\"id\":\"r-1\"}").request("billing", "{\"id\":\"r-2\"}");

        billing.expectRequest("{\"id\":\"r-1\"}").expectRequest("{\"id\":\"r-2\"}");
        billing.respond("\"r-2\"", "2").respond("\"r-1\"", "1");

        orders.expectResponse("\"r-2\"", "2").expectResponse("\"r-1\"", "1");
    }

    @Test
    void payloadOf900KilobytesTravelsInOneFrame() {
        RawService billing = service("billing");
        String payload = "{\"id\":\"r-1\",\"data\":\"" + "x".repeat(900_000) + "\"}";
        RawService orders = service("orders").request("billing", payload);

        billing.expectRequest(payload).respond("\"r-1\"", "\"" + "y".repeat(900_000) + "\"");

        orders.expectResponse("\"r-1\"", "\"" + "y".repeat(900_000) + "\"");
    }

    @Test
    void messageAboveTheLimitCostsItsSenderOnly() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.request("billing", "{\"id\":\"r-1\",\"data\":\"" + "x".repeat(1_100_000) + "\"}")
                .expectEnd();

        billing.expectAway("orders").expectNothing();
    }

    @Test
    void payloadMayBeAString() {
        RawService billing = service("billing");

        service("orders").request("billing", "\"str\"");

        billing.expect("42[\"request\",\"str\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"targetService\":\"Z\",|Service \\\"Z\\\" not found|\"targetService\":\"Z\",",
                "|Service \\\"undefined\\\" not found|''",
                "\"targetService\":null,|Service \\\"null\\\" not found|\"targetService\":null,",
                "\"targetService\":5,|Service \\\"5\\\" not found|\"targetService\":5,",
                "\"targetService\":true,|Service \\\"true\\\" not found|\"targetService\":true,",
                "\"targetService\":{\"a\":1},|Service \\\"[object Object]\\\" not found|\"targetService\":{\"a\":1},",
                "\"targetService\":[\"a\",\"b\"],|Service \\\"a,b\\\" not found|\"targetService\":[\"a\",\"b\"],",
                "\"targetService\":\"\",|Service \\\"\\\" not found|\"targetService\":\"\",",
                "\"targetService\":\"__proto__\",|Service \\\"__proto__\\\" not found|\"targetService\":\"__proto__\",",
            })
    void unknownTargetIsAnsweredInTheOriginalWords(String target, String message, String data) {
        RawService orders = service("orders");
        String named = target == null ? "" : target;

        orders.send("42[\"request\",{" + named + "\"payload\":{\"id\":\"ID\"}}]");

        orders.expectResponse(
                "\"ID\"",
                "{\"error\":{\"code\":\"TARGET_SERVICE_NOT_FOUND\",\"message\":\"" + message + "\",\"errorData\":{"
                        + data + "\"requestID\":\"ID\"}}}");
    }

    @Test
    void serviceThatHasLeftIsNotFoundAtOnce() {
        service("billing").leave();

        service("orders").expectAway("billing");
    }

    @Test
    void lateAnswerStillArrives() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}");
        orders.expectNothing().expectNothing();

        billing.respond("\"r-1\"", "{\"late\":true}");

        orders.expectResponse("\"r-1\"", "{\"late\":true}");
    }
}
