package io.microstream.hub.wire;

import io.microstream.hub.testing.RawService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Binary attachments: which travel, in which order, under which number. */
class AttachmentWireIT extends WireTest {
    private static final String FIRST = "{\"_placeholder\":true,\"num\":0}";
    private static final String SECOND = "{\"_placeholder\":true,\"num\":1}";

    @Test
    void attachmentTravelsBothWays() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.send(request("451-", "\"data\":" + FIRST)).sendBinary(1, 2, 3);
        billing.expect("451-[\"request\",{\"id\":\"r-1\",\"data\":" + FIRST + "}]")
                .expectBinary(1, 2, 3);
        billing.send("451-[\"response\",{\"id\":\"r-1\",\"response\":" + FIRST + "}]")
                .sendBinary(9, 8);

        orders.expect("451-[\"response\",{\"id\":\"r-1\",\"response\":" + FIRST + "}]")
                .expectBinary(9, 8);
    }

    @Test
    void attachmentTravelsFromPollingToWebSocketAndBack() {
        RawService billing = service("billing");
        RawService orders = pollingService("orders");

        orders.send(request("451-", "\"data\":" + FIRST), "bAQID");
        billing.expect("451-[\"request\",{\"id\":\"r-1\",\"data\":" + FIRST + "}]")
                .expectBinary(1, 2, 3);
        billing.send("451-[\"response\",{\"id\":\"r-1\",\"response\":" + FIRST + "}]")
                .sendBinary();

        orders.expect("451-[\"response\",{\"id\":\"r-1\",\"response\":" + FIRST + "}]")
                .expectBinary();
    }

    @Test
    void twoAttachmentsKeepTheirOrder() {
        RawService billing = service("billing");

        service("orders")
                .send(request("452-", "\"a\":" + FIRST + ",\"b\":" + SECOND))
                .sendBinary(1)
                .sendBinary(2);

        billing.expect("452-[\"request\",{\"id\":\"r-1\",\"a\":" + FIRST + ",\"b\":" + SECOND + "}]")
                .expectBinary(1)
                .expectBinary(2);
    }

    @Test
    void placeholdersOutOfOrderKeepWhatTheyMean() {
        RawService billing = service("billing");

        service("orders")
                .send(request("452-", "\"a\":" + SECOND + ",\"b\":" + FIRST))
                .sendBinary(1)
                .sendBinary(2);

        billing.expect("452-[\"request\",{\"id\":\"r-1\",\"a\":" + FIRST + ",\"b\":" + SECOND + "}]")
                .expectBinary(2)
                .expectBinary(1);
    }

    @Test
    void placeholderGivenTwiceBecomesTwoAttachments() {
        RawService billing = service("billing");

        service("orders")
                .send(request("451-", "\"a\":" + FIRST + ",\"b\":" + FIRST))
                .sendBinary(7);

        billing.expect("452-[\"request\",{\"id\":\"r-1\",\"a\":" + FIRST + ",\"b\":" + SECOND + "}]")
                .expectBinary(7)
                .expectBinary(7);
    }

    @Test
    void attachmentOfTheEnvelopeIsDropped() {
        RawService billing = service("billing");

        service("orders")
                .send("452-[\"request\",{\"targetService\":\"billing\",\"extra\":" + FIRST
                        + ",\"payload\":{\"id\":\"r-1\",\"data\":" + SECOND + "}}]")
                .sendBinary(1)
                .sendBinary(2);

        billing.expect("451-[\"request\",{\"id\":\"r-1\",\"data\":" + FIRST + "}]")
                .expectBinary(2);
    }

    @Test
    void emptyAttachmentIsOne() {
        RawService billing = service("billing");

        service("orders").send(request("451-", "\"data\":" + FIRST)).sendBinary();

        billing.expect("451-[\"request\",{\"id\":\"r-1\",\"data\":" + FIRST + "}]")
                .expectBinary();
    }

    @Test
    void eventsOfTwoSendersDoNotMixWithAttachments() {
        RawService billing = service("billing");
        RawService orders = service("orders");
        RawService stock = service("stock");

        orders.send(request("452-", "\"a\":" + FIRST + ",\"b\":" + SECOND)).sendBinary(1);
        stock.request("billing", "{\"id\":\"r-2\"}").expectNothing();
        orders.sendBinary(2);

        billing.expectRequest("{\"id\":\"r-2\"}");
        billing.expect("452-[\"request\",{\"id\":\"r-1\",\"a\":" + FIRST + ",\"b\":" + SECOND + "}]")
                .expectBinary(1)
                .expectBinary(2);
    }

    @Test
    void binaryOutOfNowhereIsClosed() {
        service("orders").sendBinary(1, 2, 3).expectClosed();
    }

    @Test
    void textWhereAnAttachmentIsDueIsClosed() {
        service("orders")
                .send(request("451-", "\"data\":" + FIRST))
                .send("42[\"heartbeat\",{}]")
                .expectClosed();
    }

    @Test
    void unknownBinaryEventIsIgnored() {
        service("orders").send("451-[\"foo\"," + FIRST + "]").sendBinary(1).expectNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"45x-", "451[\"foo\"]", "451", "45", "45-1-[\"foo\"]"})
    void malformedHeaderIsClosed(String packet) {
        service("orders").send(packet).sendBinary(1).expectClosed();
    }

    @BetterThanTheOriginal
    @ParameterizedTest
    @ValueSource(strings = {"45-[\"foo\"]", "451-", "451.5-[\"foo\"]", "4599999999999-[\"foo\"]"})
    void headerThatTheOriginalWaitsOnIsClosed(String packet) {
        service("orders").send(packet).sendBinary(1).expectClosed();
    }

    @Test
    void textBehindABinaryEventWithoutAttachmentsIsClosed() {
        service("orders").send("450-[\"foo\"]").heartbeat().expectClosed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_placeholder\":true,\"num\":1}",
                "{\"_placeholder\":true,\"num\":-1}",
                "{\"_placeholder\":true,\"num\":99999999999999999999}",
                "{\"_placeholder\":true,\"num\":\"0\"}",
                "{\"_placeholder\":true}",
            })
    void placeholderWithoutItsAttachmentIsClosed(String placeholder) {
        service("orders")
                .send(request("451-", "\"data\":" + placeholder))
                .sendBinary(1)
                .expectClosed();
    }

    @BetterThanTheOriginal
    @Test
    void placeholderWithAFractionIsClosed() {
        service("orders")
                .send(request("451-", "\"data\":{\"_placeholder\":true,\"num\":0.5}"))
                .sendBinary(1)
                .expectClosed();
    }

    @BetterThanTheOriginal
    @Test
    void elevenAttachmentsAreClosed() {
        service("orders").send("4511-[\"foo\"]").expectClosed();
    }

    @Test
    void placeholderInATextEventIsPlainJson() {
        RawService billing = service("billing");

        service("orders").send(request("42", "\"data\":" + FIRST));

        billing.expectRequest("{\"id\":\"r-1\",\"data\":" + FIRST + "}");
    }

    private static String request(String header, String data) {
        return header + "[\"request\",{\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\"," + data + "}}]";
    }
}
