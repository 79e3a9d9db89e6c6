package io.microstream.hub.wire;

import io.microstream.hub.testing.RawService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO packets of a service that is connected: what is taken, what is ignored, what costs the connection. */
class SocketIoPacketWireIT extends WireTest {
    @ParameterizedTest
    @ValueSource(strings = {"2", "2probe", "7x", "", "4", "x", " 42[\"foo\"]", "\ud83d\ude00"})
    void senselessEngineIoPacketsAreClosed(String packet) {
        service("orders").send(packet).expectClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0{}", "5", "6", "3", "3probe"})
    void harmlessEngineIoPacketsAreIgnored(String packet) {
        service("orders").send(packet).expectNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "47[]",
                "4abc",
                "49",
                "42{}",
                "42[]",
                "42abc[\"x\"]",
                "43{}",
                "43\"x\"",
                "42\"x\"",
                "42null",
                "44{}",
                "44{\"message\":\"no\"}",
                "41[]",
                "42/foo,[\"foo\",1]",
                "42[\"foo\"",
                "42[\"foo\",]",
                "42[\"foo\"]x",
                "42[null]",
                "42[true]",
                "42[{}]",
                "42[[\"foo\"]]",
            })
    void malformedPacketsAreClosed(String packet) {
        service("orders").send(packet).expectClosed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42",
                "421",
                "42[1,2]",
                "42[\"foo\",1]",
                "42[\"message\",\"hi\"]",
                "421[\"foo\"]",
                "437[1]",
                "43[]",
                "42[\"\"]",
                "42[\"__proto__\",{}]",
                "42[\"constructor\"]",
                "42/,[\"foo\"]",
                "42[\"requesT\",{}]",
                "42[\"foo\",{\"deep\":[[[[]]]]}]",
            })
    void whatTheHubDoesNotKnowIsIgnored(String packet) {
        service("orders").send(packet).expectNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"})
    void reservedEventNamesAreClosed(String name) {
        service("orders").send("42[\"" + name + "\",1]").expectClosed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "420[\"heartbeat\",{\"serviceName\":\"orders\"}]",
                "42007[\"heartbeat\",{\"serviceName\":\"orders\"}]",
                "4212345678901234567890[\"heartbeat\",{\"serviceName\":\"orders\"}]",
            })
    void ackIdsAreTakenAndNeverAnswered(String packet) {
        service("orders").send(packet).expectNothing();
    }

    @Test
    void requestWithAnAckIdIsHandledAsWithout() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.send("428[\"request\",{\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\"}}]");

        billing.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "1");
        orders.expectResponse("\"r-1\"", "1").expectNothing();
    }

    @Test
    void furtherArgumentsAreIgnored() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.send("42[\"request\",{\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\"}},{\"more\":1},null]");

        billing.expectRequest("{\"id\":\"r-1\"}").send("42[\"response\",{\"id\":\"r-1\",\"response\":1},2,3]");
        orders.expectResponse("\"r-1\"", "1");
    }

    @Test
    void heartbeatHasNoAnswer() {
        service("orders").heartbeat().heartbeat().expectNothing();
    }

    @Test
    void malformedPacketFreesTheName() {
        RawService watcher = service("watcher");

        service("orders").send("42{}").expectClosed();

        watcher.expectAway("orders");
    }

    @Test
    void malformedPacketOverPollingCostsTheSessionOnly() {
        RawService watcher = service("watcher");

        pollingService("orders").send("42{}").expectEnd();

        watcher.expectAway("orders");
    }

    @Test
    void whitespaceInsideAPacketIsJsonAndNothingElse() {
        service("orders").send("42[ \"foo\" ,\t{ } ]\n").expectNothing();
    }
}
