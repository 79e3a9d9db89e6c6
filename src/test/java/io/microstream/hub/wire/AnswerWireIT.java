package io.microstream.hub.wire;

import io.microstream.hub.testing.RawService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose answer counts, to whom it goes, and what becomes of one without a value. */
@BetterThanTheOriginal
class AnswerWireIT extends WireTest {
    @Test
    void answerOfAThirdServiceIsDropped() {
        RawService billing = service("billing");
        RawService forger = service("forger");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}");

        forger.respond("\"r-1\"", "\"forged\"").expectNothing();
        billing.respond("\"r-1\"", "\"real\"");

        orders.expectResponse("\"r-1\"", "\"real\"").expectNothing();
    }

    @Test
    void askerCannotAnswerItself() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");

        orders.respond("\"r-1\"", "\"forged\"").expectNothing();
        billing.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "\"real\"");

        orders.expectResponse("\"r-1\"", "\"real\"");
    }

    @Test
    void oneIdOfTwoAskersIsTwoRequests() {
        RawService billing = service("billing");
        RawService orders = service("orders");
        RawService stock = service("stock");

        orders.request("billing", "{\"id\":\"r-1\",\"from\":\"orders\"}").expectNothing();
        stock.request("billing", "{\"id\":\"r-1\",\"from\":\"stock\"}").expectNothing();
        billing.expectRequest("{\"id\":\"r-1\",\"from\":\"orders\"}");
        String second = billing.next();
        String substitute = second.replaceAll("^42\\[\"request\",\\{\"id\":(.*),\"from\":\"stock\"}]$", "$1");
        billing.respond(substitute, "\"for stock\"").respond("\"r-1\"", "\"for orders\"");

        stock.expectResponse("\"r-1\"", "\"for stock\"").expectNothing();
        orders.expectResponse("\"r-1\"", "\"for orders\"").expectNothing();
    }

    @Test
    void oneIdAtTwoTargetsIsTwoRequests() {
        RawService billing = service("billing");
        RawService stock = service("stock");
        RawService orders = service("orders");
        RawService shop = service("shop");

        orders.request("billing", "{\"id\":\"r-1\"}");
        shop.request("stock", "{\"id\":\"r-1\"}");
        stock.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "\"stock\"");
        billing.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "\"billing\"");

        orders.expectResponse("\"r-1\"", "\"billing\"");
        shop.expectResponse("\"r-1\"", "\"stock\"");
    }

    @Test
    void sameAskerUsingAnIdAgainGivesUpItsOlderRequest() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.request("billing", "{\"id\":\"r-1\",\"n\":1}").request("billing", "{\"id\":\"r-1\",\"n\":2}");
        billing.expectRequest("{\"id\":\"r-1\",\"n\":1}").expectRequest("{\"id\":\"r-1\",\"n\":2}");
        billing.respond("\"r-1\"", "1").respond("\"r-1\"", "2").expectNothing();

        orders.expectResponse("\"r-1\"", "1").expectNothing();
    }

    @Test
    void answerWithoutAValueIsDeliveredAsAnEmptyObject() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");

        billing.expectRequest("{\"id\":\"r-1\"}").send("42[\"response\",{\"id\":\"r-1\"}]");

        orders.expect("42[\"response\",{\"id\":\"r-1\",\"response\":{}}]");
    }

    @Test
    void nullAnswerIsDeliveredAsAnEmptyObject() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");

        billing.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "null");

        orders.expect("42[\"response\",{\"id\":\"r-1\",\"response\":{}}]");
    }

    @Test
    void askerThatAcceptsNullGetsWhatWasSaid() {
        RawService billing = service("billing");
        RawService orders = newcomer("orders").join("{\"acceptsNull\":true}");

        orders.request("billing", "{\"id\":\"r-1\"}").request("billing", "{\"id\":\"r-2\"}");
        billing.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "null");
        billing.expectRequest("{\"id\":\"r-2\"}").send("42[\"response\",{\"id\":\"r-2\"}]");

        orders.expect("42[\"response\",{\"id\":\"r-1\",\"response\":null}]");
        orders.expect("42[\"response\",{\"id\":\"r-2\"}]");
    }

    @Test
    void heartbeatForAnotherNameCountsForNobodyElse() {
        RawService orders = service("orders");

        orders.send("42[\"heartbeat\",{\"serviceName\":\"billing\"}]").expectNothing();

        service("billing").expectNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "[1,2]", "\"text\"", "true", "{\"event\":\"e\"}", "{}"})
    void payloadWithoutAnIdIsForwardedOneWay(String payload) {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.request("billing", payload).expectNothing();

        billing.expectRequest(payload).expectNothing();
    }

    @Test
    void answerReachesAnAskerThatHasReturned() {
        RawService watcher = service("watcher");
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}");
        orders.close();
        watcher.expectAway("orders");
        RawService returned = service("orders");

        billing.respond("\"r-1\"", "{\"n\":1}");

        returned.expectResponse("\"r-1\"", "{\"n\":1}");
    }
}
