package io.microstream.hub.wire;

import io.microstream.hub.testing.RawService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope is read in any writing; the payload goes out as the bytes it came in. */
@BetterThanTheOriginal
class EnvelopeWireIT extends WireTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\"}}",
                "{\"payload\":{\"id\":\"r-1\"},\"targetService\":\"billing\"}",
                "{\"\\u0074argetService\":\"bi\\u006cling\",\"p\\u0061yload\":{\"id\":\"r-1\"}}",
                "{\"targetService\":\"nobody\",\"payload\":{\"id\":\"r-1\"},\"targetService\":\"billing\"}",
                "{\"payload\":{\"id\":\"first\"},\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\"}}",
                "{\"payload\":null,\"targetService\":null,\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\"}}",
                "{ \"targetService\" : \"billing\" ,\n\"payload\":\t{\"id\":\"r-1\"} }",
                "{\"extra\":{\"payload\":1,\"targetService\":\"x\"},\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\"}}",
                "{\"\":0,\"payloa\":1,\"payloadd\":2,\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\"}}",
                "{\"__proto__\":{\"payload\":1},\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\"}}",
            })
    void envelopeMayBeWrittenInAnyWay(String envelope) {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.send("42[\"request\"," + envelope + "]");

        billing.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "7");
        orders.expectResponse("\"r-1\"", "7").expectNothing();
    }

    @Test
    void nameOfTheEventMayBeEscaped() {
        RawService billing = service("billing");

        service("orders").send("42[\"\\u0072equest\",{\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\"}}]");

        billing.expectRequest("{\"id\":\"r-1\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"r-1\",\"n\":[1.0,1e3,-0,12345678901234567890,0.10]}",
                "{\"id\":\"r-1\",\"b\":1,\"a\":2,\"b\":3,\"10\":4,\"2\":5}",
                "{\"id\":\"r-1\",\"s\":\"\\u0000\\ud800\\/\\u0041\u2028\"}",
                "{ \"id\" : \"r-1\" ,\t\"s\" :\n[ ] }",
                "{\"id\":\"r-1\",\"__proto__\":{\"constructor\":null}}",
                "{\"id\":\"r-1\",\"s\":\"\ud83d\ude00 \u20ac \u00e9 \u007f\"}",
                "{\"id\":\"r-1\",\"s\":\"\\\"]}[{\\\\\"}",
            })
    void payloadGoesOutAsTheBytesItCameIn(String payload) {
        RawService billing = service("billing");

        service("orders").request("billing", payload);

        billing.expectRequest(payload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "{ \"b\" : 1e3,\"b\":-0 }", "\"\\u0041\\/\"", "[ ]"})
    void answerGoesOutAsTheBytesItCameIn(String value) {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");

        billing.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", value);

        orders.expectResponse("\"r-1\"", value);
    }

    @Test
    void nameOfATargetComparesUnescaped() {
        RawService cafe = service("caf\u00e9");

        service("orders").send("42[\"request\",{\"targetService\":\"caf\\u00E9\",\"payload\":{\"id\":\"r-1\"}}]");

        cafe.expectRequest("{\"id\":\"r-1\"}");
    }
}
