package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawSocket;
import io.microstream.hub.testing.RawWebSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From polling to WebSocket, in step and out of step. */
class UpgradeWireIT extends WireTest {
    private static final String BAD_REQUEST = "400 {\"code\":3,\"message\":\"Bad request\"}";

    @Test
    void sessionMovesAsTheRealClientDoesIt() {
        RawEngineClient session = session("orders");
        session.expectPosted("40");
        RawWebSocket candidate = track(session.candidate());
        assertThat(session.poll().text()).startsWith("40{\"sid\":");
        RawHttp poll = session.beginPoll();

        candidate.sendText("2probe").expectText("3probe");
        assertThat(poll.answer().line()).isEqualTo("200 6");
        candidate.sendText("5");

        track(RawService.websocket(candidate, "orders")).expectNothing();
    }

    @Test
    void openPacketIsNotRepeatedOnTheCandidate() {
        RawWebSocket candidate = track(session("orders").candidate());

        candidate.sendText("2probe").expectText("3probe");
    }

    @Test
    void nothingButTheProbeTravelsBeforeTheUpgradeIsDone() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = track(session.candidate());
        candidate.sendText("2probe").expectText("3probe");

        session.expectPosted(requestToSelf("r-1"));

        candidate.expectSilence(Duration.ofMillis(150));
        session.expectPoll("42[\"request\",{\"id\":\"r-1\"}]");
    }

    @Test
    void whatWaitsIsSentOverTheWebSocketOnce() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = track(session.candidate());
        candidate.sendText("2probe").expectText("3probe");
        session.expectPosted(requestToSelf("r-1")).expectPosted(requestToSelf("r-2"));

        candidate.sendText("5");

        candidate.expectText("42[\"request\",{\"id\":\"r-1\"}]").expectText("42[\"request\",{\"id\":\"r-2\"}]");
        track(RawService.websocket(candidate, "orders")).expectNothing();
    }

    @Test
    void connectMayComeAfterTheUpgrade() {
        RawWebSocket candidate = track(session("orders").candidate());
        candidate.sendText("2probe").expectText("3probe").sendText("5");

        track(RawService.websocket(candidate, "orders")).join().expectNothing();
    }

    @Test
    void pollAfterTheUpgradeIsRefused() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = upgraded(session);

        assertThat(session.poll().line()).isEqualTo(BAD_REQUEST);
        track(RawService.websocket(candidate, "orders")).expectNothing();
    }

    @Test
    void postAfterTheUpgradeIsRefused() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = upgraded(session);

        assertThat(session.post(requestToSelf("r-1")).line()).isEqualTo(BAD_REQUEST);
        track(RawService.websocket(candidate, "orders")).expectNothing();
    }

    @Test
    void secondUpgradeWhileUpgradingIsClosedAndHurtsNothing() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = track(session.candidate());
        candidate.sendText("2probe").expectText("3probe");

        track(session.candidate()).expectClosed();

        candidate.sendText("5");
        track(RawService.websocket(candidate, "orders")).expectNothing();
    }

    @Test
    void secondUpgradeAfterTheUpgradeIsClosedAndHurtsNothing() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = upgraded(session);

        track(session.candidate()).expectClosed();

        track(RawService.websocket(candidate, "orders")).expectNothing();
    }

    @BetterThanTheOriginal
    @Test
    void upgradeOfAWebSocketSessionIsClosedAndHurtsNothing() {
        RawWebSocket orders = webSocket("orders");
        String sid = RawEngineClient.sid(orders.readText());
        RawService service = track(RawService.websocket(orders, "orders")).join();

        track(RawWebSocket.open(hub(), "sid=" + sid)).expectClosed();

        service.expectNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3probe", "40", "42[\"heartbeat\",{}]", "2other", "x", ""})
    void candidateThatDoesNotProbeIsClosedAndTheSessionLives(String first) {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = track(session.candidate());

        candidate.sendText(first).expectClosed();

        session.expectPosted(requestToSelf("r-1"));
        session.expectPoll("42[\"request\",{\"id\":\"r-1\"}]");
    }

    @Test
    void candidateThatLeavesAfterItsProbeHurtsNothing() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = track(session.candidate());
        candidate.sendText("2probe").expectText("3probe");

        candidate.close();

        session.expectPosted(requestToSelf("r-1"));
        assertThat(session.poll().text()).isIn("6", "42[\"request\",{\"id\":\"r-1\"}]");
    }

    @Test
    void sessionMayTryAgainAfterACandidateHasLeft() {
        RawEngineClient session = session("orders").join();
        RawWebSocket first = track(session.candidate());
        first.sendText("2probe").expectText("3probe");
        first.close();
        assertThat(first.socket().isSilentFor(Duration.ofMillis(1))).isFalse();
        session.expectPosted("3");

        Eventually.within(RawSocket.PATIENCE, () -> probed(session));
    }

    @Test
    void sessionThatEndsWhileUpgradingTakesItsCandidateWithIt() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = track(session.candidate());
        candidate.sendText("2probe").expectText("3probe");

        session.expectPosted("1");

        candidate.expectEnd();
        session.expectGone();
    }

    @Test
    void pollWhileAWebSocketIsNotYetProbedIsServed() {
        RawEngineClient session = session("orders").join();
        track(session.candidate());

        session.expectPosted(requestToSelf("r-1"));

        HttpAnswer answer = session.poll();
        assertThat(answer.text()).isEqualTo("42[\"request\",{\"id\":\"r-1\"}]");
    }

    private boolean probed(RawEngineClient session) {
        RawWebSocket candidate = track(session.candidate());
        return candidate.sendText("2probe").next().equals("text 3probe");
    }

    private RawWebSocket upgraded(RawEngineClient session) {
        RawWebSocket candidate = track(session.candidate());
        candidate.sendText("2probe").expectText("3probe").sendText("5");
        RawService.websocket(candidate, "orders").expectNothing();
        return candidate;
    }

    private static String requestToSelf(String id) {
        return "42[\"request\",{\"targetService\":\"orders\",\"payload\":{\"id\":\"" + id + "\"}}]";
    }
}
