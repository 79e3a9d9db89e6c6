package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.RawService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids compare by value; the asker always gets its own text back. */
@BetterThanTheOriginal
class RequestIdWireIT extends WireTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"r-1\"|\"r-1\"",
                "1|1",
                "1.0|1",
                "1|1.0",
                "1e3|1000",
                "-0|0",
                "0.1|1e-1",
                "12345678901234567890|12345678901234567000",
                "\"\\u0061\"|\"a\"",
                "\"a\"|\"\\u0061\"",
                "\"\\/\"|\"/\"",
                "\"\\ud83d\\ude00\"|\"\ud83d\ude00\"",
                "\"caf\u00e9\"|\"caf\\u00E9\"",
                "\"\\n\"|\"\\u000a\"",
                "true|true",
                "null|null",
                "\"\"|\"\"",
                "\"__proto__\"|\"__proto__\"",
            })
    void answerMayWriteTheIdInItsOwnWay(String asked, String answered) {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":" + asked + "}");

        billing.expectRequest("{\"id\":" + asked + "}").respond(answered, "7");

        orders.expectResponse(asked, "7").expectNothing();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"1\"|1",
                "1|\"1\"",
                "true|\"true\"",
                "null|\"null\"",
                "\"a\"|\"A\"",
                "1|1.0000001",
                "\"a\"|\"a \""
            })
    void anotherValueIsNoAnswer(String asked, String answered) {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":" + asked + "}");

        billing.expectRequest("{\"id\":" + asked + "}")
                .respond(answered, "\"wrong\"")
                .respond(asked, "\"right\"");

        orders.expectResponse(asked, "\"right\"").expectNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "[1,2]", "[]", "{}"})
    void objectsAndArraysTravelUnderAnIdOfTheHub(String id) {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"n\":1,\"id\":" + id + ",\"m\":2}");

        String forwarded = billing.next();
        assertThat(forwarded).matches("42\\[\"request\",\\{\"n\":1,\"id\":(\"[^\"]+\"|\\d+),\"m\":2}]");
        billing.respond(forwarded.replaceAll("^.*\"id\":(.*),\"m\":2}]$", "$1"), "7");

        orders.expectResponse(id, "7").expectNothing();
    }

    @Test
    void idMayStandBehindEverythingElse() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"data\":{\"id\":\"inner\"},\"id\":\"outer\"}");

        billing.expectRequest("{\"data\":{\"id\":\"inner\"},\"id\":\"outer\"}")
                .respond("\"inner\"", "\"wrong\"")
                .respond("\"outer\"", "\"right\"");

        orders.expectResponse("\"outer\"", "\"right\"").expectNothing();
    }

    @Test
    void keyOfTheIdMayBeEscaped() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"\\u0069d\":\"r-1\"}");

        billing.expectRequest("{\"\\u0069d\":\"r-1\"}")
                .send("42[\"response\",{\"i\\u0064\":\"r-1\",\"\\u0072esponse\":7}]");

        orders.expectResponse("\"r-1\"", "7");
    }

    @Test
    void sameNumberWrittenInTwoWaysIsOneIdOfOneAsker() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.request("billing", "{\"id\":1}")
                .request("billing", "{\"id\":1.0}")
                .expectNothing();
        billing.expectRequest("{\"id\":1}")
                .expectRequest("{\"id\":1.0}")
                .respond("1", "7")
                .expectNothing();

        orders.expectResponse("1.0", "7").expectNothing();
    }
}
