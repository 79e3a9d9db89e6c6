package io.microstream.hub.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Defaults;
import io.microstream.hub.testing.HandMovedTime;
import io.microstream.hub.testing.RecordingChannel;
import io.microstream.hub.testing.RecordingListener;
import io.microstream.hub.testing.RecordingTransport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTest {
    private static final Duration RELEASE_INTERVAL = Duration.ofMillis(100);

    private final HandMovedTime time = new HandMovedTime();
    private final RecordingListener listener = new RecordingListener();
    private final EngineSessions sessions = new EngineSessions(Defaults.engine(), time.timers(), session -> listener);
    private final EngineSession session = sessions.open(Defaults.handshake(), RecordingTransport::new);
    private final RecordingTransport polling = (RecordingTransport) session.transport();
    private final RecordingChannel channel = RecordingChannel.synchronous();
    private final WebSocketTransport candidate = new WebSocketTransport(session, channel);

    @Test
    void probeIsAnsweredOverTheCandidate() {
        begin();

        receive("2probe");

        assertThat(channel.frames()).containsExactly("3probe");
        assertThat(session.transportName()).isEqualTo("polling");
    }

    @Test
    void waitingPollIsReleasedEveryTenthOfASecondFromTheProbeOn() {
        begin();
        time.pass(Duration.ofSeconds(1));
        assertThat(polling.releases()).isZero();

        receive("2probe");
        time.pass(RELEASE_INTERVAL);
        assertThat(polling.releases()).isZero();

        time.passOneNanosecond();
        assertThat(polling.releases()).isEqualTo(1);

        time.pass(RELEASE_INTERVAL);
        time.passOneNanosecond();
        assertThat(polling.releases()).isEqualTo(2);
    }

    @Test
    void probingAgainAndAgainReleasesNoMoreOften() {
        begin();

        for (int i = 0; i < 100; i++) {
            receive("2probe");
        }
        time.pass(RELEASE_INTERVAL);
        time.passOneNanosecond();

        assertThat(polling.releases()).isEqualTo(1);
    }

    @Test
    void untilTheSwitchPacketsGoOverPollingOnly() {
        begin();
        receive("2probe");

        send("4a");

        assertThat(polling.packets()).contains("4a");
        assertThat(channel.frames()).containsExactly("3probe");
    }

    @Test
    void switchBringsWhatWaitsOverTheWebSocketInOrder() {
        polling.stick();
        send("4a");
        begin();
        receive("2probe");
        send("4b");

        receive("5");
        send("4c");

        assertThat(channel.frames()).containsExactly("3probe", "4a", "4b", "4c");
        assertThat(polling.calls()).containsExactly("leave");
        assertThat(session.transportName()).isEqualTo("websocket");
        assertThat(sessions.pollingSessions()).isZero();
        assertThat(session.queuedBytes()).isZero();
    }

    @Test
    void releasesEndWithTheSwitch() {
        begin();
        receive("2probe");
        receive("5");
        long released = polling.releases();

        time.pass(Duration.ofSeconds(5));

        assertThat(polling.releases()).isEqualTo(released);
    }

    @Test
    void messagesComeOverTheWebSocketFromTheSwitchOn() {
        begin();
        receive("2probe");
        receive("5");

        receive("4hello");

        assertThat(listener.messages()).containsExactly("hello");
    }

    @Test
    void switchWithoutProbeIsTakenAsInTheOriginal() {
        begin();

        receive("5");

        assertThat(session.transportName()).isEqualTo("websocket");
    }

    @Test
    void unfinishedUpgradeCostsTheCandidateOnly() {
        begin();
        receive("2probe");

        time.pass(Defaults.engine().upgradeTimeout());
        assertThat(channel.frames()).containsExactly("3probe");

        time.passOneNanosecond();
        assertThat(channel.frames()).containsExactly("3probe", "CLOSE 1000");
        assertThatSessionGoesOnOverPolling();
    }

    @Test
    void finishedUpgradeHasNoTimeout() {
        begin();
        receive("2probe");
        receive("5");

        time.pass(Duration.ofSeconds(11));

        assertThat(channel.frames()).containsExactly("3probe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "2", "2prob", "2probe!", "3", "40", "4hello", "6", "7", "x"})
    void packetThatHasNoPlaceInAnUpgradeCostsTheCandidateOnly(String packet) {
        begin();

        receive(packet);

        assertThat(channel.frames()).containsExactly("CLOSE 1000");
        assertThat(listener.messages()).isEmpty();
        assertThatSessionGoesOnOverPolling();
    }

    @Test
    void binaryMessageCostsTheCandidateOnly() {
        begin();

        candidate.onBinary(new byte[1]);

        assertThat(channel.frames()).containsExactly("CLOSE 1000");
        assertThatSessionGoesOnOverPolling();
    }

    @Test
    void messageOverTheLimitCostsTheCandidateOnly() {
        begin();

        candidate.onTooLarge(2_000_000);

        assertThat(listener.messages()).isEmpty();
        assertThatSessionGoesOnOverPolling();
    }

    @Test
    void candidateThatLeavesMakesRoomForAnother() {
        begin();
        candidate.onClose("close code 1001");
        assertThatSessionGoesOnOverPolling();

        RecordingChannel second = RecordingChannel.synchronous();

        assertThat(begin(new WebSocketTransport(session, second))).isTrue();
    }

    @Test
    void secondCandidateIsRefusedAndTheFirstGoesOn() {
        begin();

        boolean begun = begin(new WebSocketTransport(session, RecordingChannel.synchronous()));

        assertThat(begun).isFalse();
        receive("2probe");
        receive("5");
        assertThat(session.transportName()).isEqualTo("websocket");
    }

    @Test
    void placeBelongsToWhoseHandshakeCameFirst() {
        assertThat(session.upgrade().claim()).isTrue();

        assertThat(session.upgrade().claim()).isFalse();

        assertThat(session.upgrade().begin(candidate)).isTrue();
    }

    @Test
    void handshakeThatIsNeverFinishedLosesItsPlace() {
        session.upgrade().claim();

        time.pass(Defaults.engine().upgradeTimeout());
        time.passOneNanosecond();

        assertThat(session.upgrade().begin(candidate)).isFalse();
        begin();
    }

    @Test
    void packetOfARefusedCandidateIsIgnored() {
        begin();
        RecordingChannel second = RecordingChannel.synchronous();
        WebSocketTransport refused = new WebSocketTransport(session, second);

        refused.onText("5".getBytes(UTF_8), 0, 1);
        refused.onClose("close code 1000");

        assertThat(session.transport()).isSameAs(polling);
        receive("2probe");
        assertThat(channel.frames()).containsExactly("3probe");
    }

    @Test
    void upgradedSessionIsNotUpgradedAgain() {
        begin();
        receive("5");

        boolean begun = begin(new WebSocketTransport(session, RecordingChannel.synchronous()));

        assertThat(begun).isFalse();
    }

    @Test
    void candidateThatComesInBehindASwitchDoesNotTakeOver() {
        begin();
        receive("5");

        boolean switched = session.switchTo(new WebSocketTransport(session, RecordingChannel.synchronous()));

        assertThat(switched).isFalse();
        assertThat(session.transport()).isSameAs(candidate);
    }

    @Test
    void endOfTheSessionClosesTheCandidate() {
        begin();
        receive("2probe");

        session.close(CloseCause.FORCED_CLOSE);

        assertThat(channel.frames()).containsExactly("3probe", "CLOSE 1000");
        receive("5");
        assertThat(session.transport()).isSameAs(polling);
    }

    @Test
    void sessionThatHasEndedTakesNoCandidate() {
        session.abort(CloseCause.TRANSPORT_ERROR);

        assertThat(begin(candidate)).isFalse();
    }

    @Test
    void candidateIsASignOfLife() {
        begin();

        receive("2probe");

        assertThat(listener.signsOfLife()).isEqualTo(1);
    }

    @Test
    void pingThatIsUnderWayAtTheSwitchIsNotTheLastOne() {
        time.pass(Defaults.engine().pingInterval());
        time.passOneNanosecond();
        assertThat(polling.packets()).contains("2");
        begin();
        receive("5");

        time.pass(Defaults.engine().pingTimeout().plusSeconds(1));
        assertThat(listener.closes()).isEmpty();

        time.pass(Defaults.engine().pingInterval());
        assertThat(channel.frames()).containsExactly("2");
        time.pass(Defaults.engine().pingTimeout());
        assertThat(listener.closes()).containsExactly(CloseCause.PING_TIMEOUT);
    }

    @Test
    void intervalOfThePingsGoesOnOverTheSwitch() {
        time.pass(Duration.ofSeconds(20));
        begin();
        receive("5");

        time.pass(Duration.ofSeconds(5));
        assertThat(channel.frames()).isEmpty();

        time.passOneNanosecond();
        assertThat(channel.frames()).containsExactly("2");
    }

    @Test
    void answerToAProbeWaitsForTheOneBefore() {
        RecordingChannel slow = RecordingChannel.asynchronous();
        WebSocketTransport slowCandidate = new WebSocketTransport(session, slow);
        begin(slowCandidate);

        for (int i = 0; i < 1_000; i++) {
            slowCandidate.onText("2probe".getBytes(UTF_8), 0, 6);
        }
        slow.reportAll();

        assertThat(slow.overlaps()).isZero();
        assertThat(slow.frames()).contains("3probe").hasSizeLessThan(10);
    }

    @Test
    void firstPacketBehindTheSwitchWaitsForTheAnswerToTheProbe() {
        RecordingChannel slow = RecordingChannel.asynchronous();
        WebSocketTransport slowCandidate = new WebSocketTransport(session, slow);
        begin(slowCandidate);
        polling.stick();
        send("4a");

        slowCandidate.onText("2probe".getBytes(UTF_8), 0, 6);
        slowCandidate.onText("5".getBytes(UTF_8), 0, 1);
        assertThat(slow.frames()).containsExactly("3probe");
        slow.reportAll();

        assertThat(slow.overlaps()).isZero();
        assertThat(slow.frames()).containsExactly("3probe", "4a");
    }

    private void begin() {
        assertThat(begin(candidate)).isTrue();
    }

    private boolean begin(WebSocketTransport newcomer) {
        return session.upgrade().claim() && session.upgrade().begin(newcomer);
    }

    private void receive(String packet) {
        byte[] bytes = packet.getBytes(UTF_8);
        candidate.onText(bytes, 0, bytes.length);
    }

    private void send(String packet) {
        session.send(List.of(OutboundPacket.ofText(packet)));
    }

    private void assertThatSessionGoesOnOverPolling() {
        long released = polling.releases();
        send("4still here");
        time.pass(Duration.ofSeconds(1));
        assertThat(polling.packets()).contains("4still here");
        assertThat(polling.releases()).isEqualTo(released);
        assertThat(listener.closes()).isEmpty();
        assertThat(sessions.pollingSessions()).isEqualTo(1);
    }
}
