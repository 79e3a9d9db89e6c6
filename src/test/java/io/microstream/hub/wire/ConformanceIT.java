package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawWebSocket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * Those tests of the public conformance suites (socketio/engine.io-protocol and socketio/socket.io-protocol) that need
 * an application which echoes. Here a request to one's own name is the echo.
 */
class ConformanceIT extends WireTest {
    private static final String PLACES = "[{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]";

    @Test
    void onePlainTextPacketIsSentAndReceivedOverPolling() {
        RawEngineClient orders = session("orders").join();

        orders.expectPosted(toSelf("r-1"));

        orders.expectPoll(echo("r-1"));
    }

    @Test
    void severalPlainTextPacketsAreSentAndReceivedOverPolling() {
        RawEngineClient orders = session("orders").join();

        orders.expectPosted(toSelf("r-1") + "\u001e" + toSelf("r-2") + "\u001e" + toSelf("r-3"));

        orders.expectPoll(echo("r-1") + "\u001e" + echo("r-2") + "\u001e" + echo("r-3"));
    }

    @Test
    void textAndBinaryPacketsAreSentAndReceivedOverPolling() {
        RawEngineClient orders = session("orders").join();

        orders.expectPosted(toSelf("r-1") + "\u001e" + binaryToSelf("") + "\u001ebAQID\u001ebBAUG");

        orders.expectPoll(echo("r-1") + "\u001e" + binaryEcho() + "\u001ebAQID\u001ebBAUG");
    }

    @Test
    void brokenPacketEndsAPollingSessionAtOnce() {
        RawEngineClient orders = session("orders");

        orders.expectPosted("abc");

        orders.expectGone();
    }

    @Test
    void plainTextPacketIsSentAndReceivedOverAWebSocket() {
        RawService orders = service("orders");

        orders.send(toSelf("r-1")).expect(echo("r-1"));
    }

    @Test
    void binaryPacketsAreSentAndReceivedOverAWebSocket() {
        RawService orders = service("orders");

        orders.send(binaryToSelf("")).sendBinary(1, 2, 3).sendBinary(4, 5, 6);

        orders.expect(binaryEcho()).expectBinary(1, 2, 3).expectBinary(4, 5, 6);
    }

    @Test
    void packetsWithAnAckIdAreHandledAndNotAcked() {
        RawService orders = service("orders");

        orders.send(toSelf("r-1").replace("42[", "42456[")).expect(echo("r-1"));
        orders.send(binaryToSelf("789")).sendBinary(1, 2, 3).sendBinary(4, 5, 6);

        orders.expect(binaryEcho()).expectBinary(1, 2, 3).expectBinary(4, 5, 6);
        orders.expectNothing();
    }

    @Test
    void upgradedSessionGoesOnOverTheWebSocket() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = track(session.candidate());
        candidate.sendText("2probe").expectText("3probe");
        assertThat(session.poll().line()).isEqualTo("200 6");

        candidate.sendText("5").sendText(toSelf("r-1"));

        candidate.expectText(echo("r-1"));
    }

    @RepeatedTest(10)
    void pollRightBehindTheUpgradeIsRefusedAndTheSessionGoesOn() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = track(session.candidate());

        candidate.sendText("2probe").sendText("5");

        assertThat(session.poll().status()).isEqualTo(400);
        candidate.expectText("3probe").sendText(toSelf("r-1")).expectText(echo("r-1"));
    }

    @Test
    void webSocketBehindTheUpgradeIsClosedAndTheSessionGoesOn() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = track(session.candidate());
        candidate.sendText("2probe").sendText("5");

        track(session.candidate()).expectClosed();

        candidate.expectText("3probe").sendText(toSelf("r-1")).expectText(echo("r-1"));
    }

    @RepeatedTest(20)
    void pollThatMeetsTheCloseIsAnswered() {
        RawEngineClient session = session("orders").join();

        RawHttp poll = session.beginPoll();
        session.expectPosted("1");

        assertThat(poll.answer().line()).isIn("200 6", "400 {\"code\":1,\"message\":\"Session ID unknown\"}");
        session.expectGone();
    }

    @Test
    void otherNamespaceComesAndGoesWithoutTheMainOne() {
        RawService orders = service("orders");

        orders.send("40/custom").expect("44/custom,{\"message\":\"Invalid namespace\"}");
        orders.send("41/custom").send(toSelf("r-1"));

        orders.expect(echo("r-1"));
    }

    @Test
    void sessionGoesOnAfterItsDisconnect() {
        RawService orders = service("orders");

        orders.send("41");

        orders.join().send(toSelf("r-1")).expect(echo("r-1"));
    }

    private static String toSelf(String id) {
        return "42[\"request\",{\"targetService\":\"orders\",\"payload\":" + payload(id) + "}]";
    }

    private static String echo(String id) {
        return "42[\"request\"," + payload(id) + "]";
    }

    private static String payload(String id) {
        return "{\"id\":\"" + id + "\",\"data\":[1,\"2\",{\"3\":[true]}]}";
    }

    private static String binaryToSelf(String ackId) {
        return "452-" + ackId + "[\"request\",{\"targetService\":\"orders\",\"payload\":{\"data\":" + PLACES + "}}]";
    }

    private static String binaryEcho() {
        return "452-[\"request\",{\"data\":" + PLACES + "}]";
    }
}
