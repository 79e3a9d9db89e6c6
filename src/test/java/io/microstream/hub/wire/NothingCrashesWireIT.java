package io.microstream.hub.wire;

import io.microstream.hub.testing.RawService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of these ends the original hub's process. */
@BetterThanTheOriginal
class NothingCrashesWireIT extends WireTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "42[\"request\"]",
                "42[\"request\",null]",
                "42[\"request\",{}]",
                "42[\"request\",{\"targetService\":\"orders\"}]",
                "42[\"request\",{\"targetService\":\"orders\",\"payload\":null}]",
                "42[\"request\",{\"targetService\":\"nobody\",\"payload\":null}]",
                "42[\"response\"]",
                "42[\"response\",null]",
                "42[\"response\",{}]",
                "42[\"response\",{\"response\":1}]",
                "42[\"response\",{\"id\":\"nobody-asked\",\"response\":1}]",
                "42[\"response\",{\"id\":null}]",
                "42[\"response\",{\"id\":{\"a\":[1]},\"response\":1}]",
                "42[\"heartbeat\"]",
                "42[\"heartbeat\",null]",
                "42[\"heartbeat\",5]",
                "42[\"heartbeat\",{}]",
                "42[\"heartbeat\",{\"serviceName\":{\"a\":1}}]",
                "42[\"heartbeat\",{\"serviceName\":\"nobody\"}]",
            })
    void eventWithoutASoundBodyIsIgnored(String packet) {
        service("orders").send(packet).expectNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42[\"request\",5]",
                "42[\"request\",\"x\"]",
                "42[\"request\",[]]",
                "42[\"response\",5]",
                "42[\"response\",\"x\"]",
                "42[\"response\",[1]]",
            })
    void eventWithABodyOfAnotherTypeHurtsNobody(String packet) {
        RawService billing = service("billing");

        service("orders").send(packet);

        billing.expectNothing();
    }

    @Test
    void secondAnswerIsDropped() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");

        billing.expectRequest("{\"id\":\"r-1\"}")
                .respond("\"r-1\"", "1")
                .respond("\"r-1\"", "2")
                .expectNothing();

        orders.expectResponse("\"r-1\"", "1").expectNothing();
    }

    @Test
    void answerAfterItsAskerHasLeftIsDropped() {
        RawService watcher = service("watcher");
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}");

        orders.leave();
        watcher.expectAway("orders");

        billing.respond("\"r-1\"", "1").expectNothing();
    }

    @Test
    void answerAfterItsAskerHasCrashedIsDropped() {
        RawService watcher = service("watcher");
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}");

        orders.close();
        watcher.expectAway("orders");

        billing.respond("\"r-1\"", "1").expectNothing();
    }

    @Test
    void requestWithoutATargetAndWithoutAPayloadHurtsNobody() {
        service("orders").send("42[\"request\",{\"payload\":null}]").expectNothing();
    }
}
