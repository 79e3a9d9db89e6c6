package io.microstream.hub.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.engineio.EngineSession.Sent;
import io.microstream.hub.testing.Defaults;
import io.microstream.hub.testing.HandMovedTime;
import io.microstream.hub.testing.RecordingListener;
import io.microstream.hub.testing.RecordingTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSessionTest {
    private static final Duration PING_INTERVAL = Defaults.engine().pingInterval();
    private static final Duration PING_TIMEOUT = Defaults.engine().pingTimeout();

    /** Counted from when the ping was due, which is a nanosecond before it goes out here. */
    private static final Duration LEFT_BEHIND_PING = PING_TIMEOUT.minusNanos(1);

    /** What one packet of one letter costs in the queue. */
    private static final long COST = OutboundPacket.ofText("4").cost();

    private final HandMovedTime time = new HandMovedTime();
    private final RecordingListener listener = new RecordingListener();
    private final EngineSessions sessions =
            new EngineSessions(Defaults.engine(3 * COST), time.timers(), session -> listener);
    private final EngineSession session = sessions.open(Defaults.handshake(), RecordingTransport::new);
    private final RecordingTransport transport = (RecordingTransport) session.transport();

    @Test
    void firstPacketOverPollingOffersTheUpgrade() {
        assertThat(transport.packets())
                .containsExactly("0{\"sid\":\"" + session.sid()
                        + "\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000,"
                        + "\"maxPayload\":1000000}");
    }

    @Test
    void sidIsTwentyLettersThatNeedNoEscape() {
        assertThat(session.sid()).matches("[A-Za-z0-9_-]{20}");
        assertThat(sessions.find(session.sid())).contains(session);
    }

    @Test
    void peerIsPingedOnceTheIntervalHasPassed() {
        time.pass(PING_INTERVAL);
        assertThat(transport.packets()).doesNotContain("2");

        time.passOneNanosecond();
        assertThat(transport.packets()).containsOnlyOnce("2");
    }

    @Test
    void pongRestartsTheInterval() {
        ping();
        time.pass(Duration.ofSeconds(5));
        receive("3");

        time.pass(PING_INTERVAL);
        assertThat(pings()).isEqualTo(1);

        time.passOneNanosecond();
        assertThat(pings()).isEqualTo(2);
        assertThat(listener.pongs()).isEqualTo(1);
    }

    @Test
    void pongThatNobodyAskedForRestartsTheIntervalToo() {
        time.pass(Duration.ofSeconds(20));
        receive("3");

        time.pass(PING_INTERVAL);

        assertThat(pings()).isZero();
    }

    @Test
    void noSecondPingGoesOutWhileThePongIsMissing() {
        ping();

        time.pass(PING_TIMEOUT);

        assertThat(pings()).isEqualTo(1);
    }

    @Test
    void pongExactlyAtTheTimeoutIsInTime() {
        ping();
        time.pass(LEFT_BEHIND_PING);

        receive("3");
        time.pass(Duration.ofSeconds(1));

        assertThat(listener.closes()).isEmpty();
    }

    @Test
    void missingPongEndsTheSessionOnceTheTimeoutHasPassed() {
        ping();

        time.pass(LEFT_BEHIND_PING);
        assertThat(listener.closes()).isEmpty();

        time.passOneNanosecond();
        assertThat(listener.closes()).containsExactly(CloseCause.PING_TIMEOUT);
        assertThat(transport.calls()).containsExactly("abort");
        assertThat(sessions.size()).isZero();
    }

    @Test
    void probeIsAPingBesideTheRegularOnes() {
        session.probe();

        assertThat(pings()).isEqualTo(1);
        time.pass(PING_INTERVAL);
        time.passOneNanosecond();
        assertThat(pings()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "2probe", "7", "9x", "x", "b", "hello", " 4", "-1", "é"})
    void packetThatIsNoneEndsAPollingSessionAtOnce(String packet) {
        receive(packet);

        assertThat(listener.closes()).containsExactly(CloseCause.PARSE_ERROR);
        assertThat(transport.calls()).containsExactly("abort");
        assertThat(sessions.find(session.sid())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0{}", "0", "3", "3probe", "5", "6"})
    void packetWithoutMeaningHereIsNothingButASignOfLife(String packet) {
        receive(packet);

        assertThat(listener.closes()).isEmpty();
        assertThat(listener.messages()).isEmpty();
        assertThat(listener.signsOfLife()).isEqualTo(1);
    }

    @Test
    void closePacketEndsTheSessionAtOnce() {
        receive("1");

        assertThat(listener.closes()).containsExactly(CloseCause.TRANSPORT_CLOSE);
        assertThat(transport.calls()).containsExactly("abort");
        assertThat(sessions.find(session.sid())).isEmpty();
    }

    @Test
    void messagesAreHandedUpInOrderWithoutTheirDigit() {
        receive("40");
        session.inbound().binary(transport, new byte[] {1, 2, 3});
        receive("4");
        receive("4café");

        assertThat(listener.messages()).containsExactly("0", "bin:010203", "", "café");
        assertThat(listener.signsOfLife()).isEqualTo(4);
    }

    @Test
    void whatComesOverAnotherTransportIsNotHandedUp() {
        RecordingTransport foreign = new RecordingTransport(session);

        session.inbound().text(foreign, "4hello".getBytes(UTF_8), 0, 6);
        session.inbound().binary(foreign, new byte[1]);
        session.inbound().tooLarge(foreign, 5);
        session.transportClosed(foreign, CloseCause.TRANSPORT_CLOSE);

        assertThat(listener.messages()).isEmpty();
        assertThat(listener.closes()).isEmpty();
        assertThat(session.takeAll(foreign)).isEmpty();
    }

    @Test
    void messageOverTheLimitIsToldAndCostsNoMore() {
        session.inbound().tooLarge(transport, 1_000_001);

        assertThat(listener.messages()).containsExactly("too large: 1000001");
        assertThat(listener.closes()).isEmpty();
    }

    @Test
    void packetsGoOutInOrder() {
        session.send(List.of(OutboundPacket.ofText("4a"), OutboundPacket.binary(new byte[] {1})));
        Sent sent = session.send(List.of(OutboundPacket.ofText("4b")));

        assertThat(sent).isEqualTo(Sent.QUEUED);
        assertThat(transport.packets().subList(1, 4)).containsExactly("4a", "bin:01", "4b");
        assertThat(session.queuedBytes()).isZero();
    }

    @Test
    void queueThatIsExactlyFullIsNotOverloaded() {
        transport.stick();

        assertThat(send()).isEqualTo(Sent.QUEUED);
        assertThat(send()).isEqualTo(Sent.QUEUED);
        assertThat(send()).isEqualTo(Sent.QUEUED);

        assertThat(session.queuedBytes()).isEqualTo(3 * COST);
        assertThat(listener.closes()).isEmpty();
    }

    @Test
    void messageThatDoesNotFitCutsThePeerOff() {
        transport.stick();
        send();
        send();
        send();

        Sent sent = send();

        assertThat(sent).isEqualTo(Sent.OVERLOADED);
        assertThat(listener.closes()).containsExactly(CloseCause.SLOW_CONSUMER);
        assertThat(transport.calls()).containsExactly("abort");
        assertThat(session.takeAll(transport)).isEmpty();
        assertThat(sessions.size()).isZero();
    }

    @Test
    void messageAloneFitsWhateverItsSize() {
        transport.stick();

        Sent sent = session.send(List.of(OutboundPacket.text(new byte[1_000])));

        assertThat(sent).isEqualTo(Sent.QUEUED);
    }

    @Test
    void whatIsTakenCountsUntilItIsWritten() {
        transport.stick();
        send();
        send();
        List<OutboundPacket> taken = session.takeAll(transport);
        send();
        assertThat(session.queuedBytes()).isEqualTo(3 * COST);

        session.written(taken.get(0).cost());

        assertThat(session.queuedBytes()).isEqualTo(2 * COST);
        assertThat(send()).isEqualTo(Sent.QUEUED);
    }

    @Test
    void nothingCanBeSentToASessionThatHasEnded() {
        session.abort(CloseCause.TRANSPORT_ERROR);

        assertThat(send()).isEqualTo(Sent.CLOSED);
        assertThat(transport.packets()).hasSize(1);
    }

    @Test
    void nothingCanBeSentToASessionThatIsClosing() {
        transport.stick();
        session.close(CloseCause.FORCED_CLOSE);

        assertThat(send()).isEqualTo(Sent.CLOSED);
        session.probe();
        assertThat(session.hasWaiting(transport)).isFalse();
    }

    @Test
    void orderlyCloseStillCarriesWhatWasSentBefore() {
        transport.stick();
        send();
        session.close(CloseCause.FORCED_CLOSE);
        assertThat(listener.closes()).containsExactly(CloseCause.FORCED_CLOSE);

        transport.loosen();

        assertThat(transport.packets().subList(1, 2)).containsExactly("4");
        assertThat(transport.calls()).containsExactly("close");
    }

    @Test
    void sessionThatIsClosingHearsNothingMore() {
        session.close(CloseCause.FORCED_CLOSE);

        receive("4late");
        receive("3");
        receive("x");
        session.inbound().binary(transport, new byte[1]);
        time.pass(PING_INTERVAL.plusSeconds(1));

        assertThat(listener.messages()).isEmpty();
        assertThat(listener.closes()).hasSize(1);
        assertThat(pings()).isZero();
    }

    @Test
    void endOfTheTransportEndsASessionThatIsClosingWithoutTellingAgain() {
        session.close(CloseCause.FORCED_CLOSE);
        assertThat(sessions.size()).isEqualTo(1);

        session.transportClosed(transport, CloseCause.TRANSPORT_CLOSE);

        assertThat(listener.closes()).containsExactly(CloseCause.FORCED_CLOSE);
        assertThat(sessions.size()).isZero();
    }

    @Test
    void orderlyCloseThatTakesTooLongIsCutOff() {
        session.close(CloseCause.FORCED_CLOSE);

        time.pass(EngineSession.CLOSE_TIMEOUT);
        assertThat(transport.calls()).containsExactly("close");

        time.passOneNanosecond();
        assertThat(transport.calls()).containsExactly("close", "abort");
        assertThat(listener.closes()).hasSize(1);
        assertThat(sessions.size()).isZero();
    }

    @Test
    void endIsToldOnceWhateverComesTogether() {
        session.abort(CloseCause.TRANSPORT_ERROR);
        session.abort(CloseCause.PING_TIMEOUT);
        session.close(CloseCause.SHUTDOWN);
        session.transportClosed(transport, CloseCause.TRANSPORT_CLOSE);

        assertThat(listener.closes()).containsExactly(CloseCause.TRANSPORT_ERROR);
        assertThat(transport.calls()).containsExactly("abort");
    }

    @Test
    void endedSessionLeavesNoTimerThatDoesAnything() {
        ping();
        session.abort(CloseCause.TRANSPORT_ERROR);

        time.pass(Duration.ofMinutes(2));

        assertThat(pings()).isEqualTo(1);
        assertThat(time.timers().size()).isZero();
    }

    private void ping() {
        time.pass(PING_INTERVAL);
        time.passOneNanosecond();
    }

    private long pings() {
        return transport.packets().stream().filter("2"::equals).count();
    }

    private Sent send() {
        return session.send(List.of(OutboundPacket.ofText("4")));
    }

    private void receive(String packet) {
        byte[] bytes = ("--" + packet).getBytes(UTF_8);
        session.inbound().text(transport, bytes, 2, bytes.length);
    }
}
