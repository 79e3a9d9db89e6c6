package io.microstream.hub.engineio;

import static io.microstream.hub.testing.Together.together;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Defaults;
import io.microstream.hub.testing.HandMovedTime;
import io.microstream.hub.testing.RecordingChannel;
import io.microstream.hub.testing.RecordingListener;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebSocketTransportTest {
    private final RecordingListener listener = new RecordingListener();
    private final EngineSessions sessions =
            new EngineSessions(Defaults.engine(), new HandMovedTime().timers(), session -> listener);

    @Test
    void firstFrameOffersNoUpgrade() {
        RecordingChannel channel = RecordingChannel.synchronous();

        EngineSession session = open(channel);

        assertThat(channel.frames())
                .containsExactly("0{\"sid\":\"" + session.sid()
                        + "\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
        assertThat(sessions.pollingSessions()).isZero();
    }

    @Test
    void packetsBecomeFramesOfTheirKindInOrder() {
        RecordingChannel channel = RecordingChannel.synchronous();
        EngineSession session = open(channel);

        session.send(List.of(OutboundPacket.ofText("451-[\"x\"]"), OutboundPacket.binary(new byte[] {1, 2})));
        send(session, "4b");

        assertThat(sent(channel)).containsExactly("451-[\"x\"]", "bin:0102", "4b");
        assertThat(session.queuedBytes()).isZero();
    }

    @Test
    void packetThatIsNoneClosesInOrder() {
        RecordingChannel channel = RecordingChannel.asynchronous();
        EngineSession session = open(channel);
        send(session, "4a");

        session.inbound().text(session.transport(), "x".getBytes(UTF_8), 0, 1);
        channel.reportAll();

        assertThat(sent(channel)).containsExactly("4a", "CLOSE 1000");
        assertThat(listener.closes()).containsExactly(CloseCause.PARSE_ERROR);
    }

    @Test
    void manyFramesThatAreSentAtOnceDoNotRecurse() {
        RecordingChannel channel = RecordingChannel.synchronous();
        EngineSession session = open(channel);

        session.send(Collections.nCopies(100_000, OutboundPacket.ofText("4a")));

        assertThat(channel.frames()).hasSize(100_001);
        assertThat(channel.overlaps()).isZero();
        assertThat(session.queuedBytes()).isZero();
    }

    @Test
    void textGoesStraightThroughWhereNothingIsBeforeIt() {
        RecordingChannel channel = RecordingChannel.synchronous().takingAtOnce();
        EngineSession session = open(channel);

        assertThat(session.send(text("4a"))).isEqualTo(EngineSession.Sent.QUEUED);
        send(session, "4b");
        session.send(text("4c"));

        assertThat(sent(channel)).containsExactly("now:4a", "4b", "now:4c");
        assertThat(session.queuedBytes()).isZero();
    }

    @Test
    void textWaitsBehindWhatIsOnItsWay() {
        RecordingChannel channel = RecordingChannel.asynchronous();
        EngineSession session = open(channel);
        channel.reportAll();
        send(session, "4a");
        channel.takingAtOnce();

        session.send(text("4b"));
        session.send(text("4c"));
        channel.reportAll();
        session.send(text("4d"));

        assertThat(sent(channel)).containsExactly("4a", "4b", "4c", "now:4d");
        assertThat(channel.overlaps()).isZero();
    }

    @Test
    void whatIsSentWhileTextGoesThroughComesBehindIt() {
        RecordingChannel channel = RecordingChannel.synchronous().takingAtOnce();
        EngineSession session = open(channel);
        channel.onSend(frame -> {
            if (frame.equals("now:4a")) {
                session.send(text("4b"));
                session.close(CloseCause.FORCED_CLOSE);
            }
        });

        session.send(text("4a"));

        assertThat(sent(channel)).containsExactly("now:4a", "4b", "CLOSE 1000");
    }

    @Test
    void closedSessionTakesNoText() {
        RecordingChannel channel = RecordingChannel.synchronous().takingAtOnce();
        EngineSession session = open(channel);
        session.close(CloseCause.FORCED_CLOSE);

        assertThat(session.send(text("4a"))).isEqualTo(EngineSession.Sent.CLOSED);

        assertThat(sent(channel)).containsExactly("CLOSE 1000");
    }

    @Test
    void packetSentInTheMiddleOfASendWaitsItsTurn() {
        RecordingChannel channel = RecordingChannel.synchronous();
        EngineSession session = open(channel);
        channel.onSend(frame -> {
            if (frame.length() < 5) {
                send(session, frame + "+");
            }
        });

        send(session, "4a");

        assertThat(sent(channel)).containsExactly("4a", "4a+", "4a++", "4a+++");
        assertThat(channel.overlaps()).isZero();
    }

    @Test
    void nextFrameIsSentOnlyWhenTheOneBeforeIsDone() {
        RecordingChannel channel = RecordingChannel.asynchronous();
        EngineSession session = open(channel);
        send(session, "4a");
        send(session, "4b");
        assertThat(sent(channel)).isEmpty();

        channel.report(true);
        assertThat(sent(channel)).containsExactly("4a");

        channel.report(true);
        send(session, "4c");
        assertThat(sent(channel)).containsExactly("4a", "4b");

        channel.reportAll();
        send(session, "4d");
        assertThat(sent(channel)).containsExactly("4a", "4b", "4c", "4d");
        assertThat(channel.overlaps()).isZero();
    }

    @Test
    void bytesCountUntilTheirFrameIsDone() {
        RecordingChannel channel = RecordingChannel.asynchronous();
        EngineSession session = open(channel);
        channel.reportAll();

        send(session, "4a");
        assertThat(session.queuedBytes()).isEqualTo(OutboundPacket.ofText("4a").cost());

        channel.report(true);
        assertThat(session.queuedBytes()).isZero();
    }

    @Test
    void orderlyCloseComesBehindWhatWasSentBefore() {
        RecordingChannel channel = RecordingChannel.asynchronous();
        EngineSession session = open(channel);
        send(session, "4a");

        session.close(CloseCause.FORCED_CLOSE);
        assertThat(channel.frames()).hasSize(1);

        channel.reportAll();
        assertThat(sent(channel)).containsExactly("4a", "CLOSE 1000");
    }

    @Test
    void idleChannelIsClosedAtOnceAndOnce() {
        RecordingChannel channel = RecordingChannel.synchronous();
        EngineSession session = open(channel);

        session.close(CloseCause.FORCED_CLOSE);
        session.close(CloseCause.SHUTDOWN);

        assertThat(sent(channel)).containsExactly("CLOSE 1000");
    }

    @Test
    void closeFromWithinASendComesBehindIt() {
        RecordingChannel channel = RecordingChannel.synchronous();
        EngineSession session = open(channel);
        channel.onSend(frame -> session.close(CloseCause.PARSE_ERROR));

        session.send(List.of(OutboundPacket.ofText("4a"), OutboundPacket.ofText("4b")));

        assertThat(sent(channel)).containsExactly("4a", "4b", "CLOSE 1000");
    }

    @Test
    void brokenChannelEndsTheSession() {
        RecordingChannel channel = RecordingChannel.asynchronous();
        EngineSession session = open(channel);
        send(session, "4a");

        channel.report(false);

        assertThat(listener.closes()).containsExactly(CloseCause.TRANSPORT_ERROR);
        assertThat(channel.aborts()).isEqualTo(1);
        assertThat(sent(channel)).isEmpty();
        assertThat(sessions.size()).isZero();
    }

    @Test
    void channelThatBreaksWhileASessionIsClosingEndsIt() {
        RecordingChannel channel = RecordingChannel.asynchronous();
        EngineSession session = open(channel);
        session.close(CloseCause.FORCED_CLOSE);

        channel.report(false);

        assertThat(listener.closes()).containsExactly(CloseCause.FORCED_CLOSE);
        assertThat(sessions.size()).isZero();
    }

    @Test
    void abortSendsNothingMore() {
        RecordingChannel channel = RecordingChannel.asynchronous();
        EngineSession session = open(channel);
        send(session, "4a");

        session.abort(CloseCause.SLOW_CONSUMER);
        channel.reportAll();

        assertThat(sent(channel)).isEmpty();
        assertThat(channel.aborts()).isEqualTo(1);
    }

    @Test
    void abortInTheMiddleOfASendIsTheEnd() {
        RecordingChannel channel = RecordingChannel.synchronous();
        EngineSession session = open(channel);
        channel.onSend(frame -> session.abort(CloseCause.SLOW_CONSUMER));

        session.send(List.of(OutboundPacket.ofText("4a"), OutboundPacket.ofText("4b")));

        assertThat(sent(channel)).containsExactly("4a");
    }

    @Test
    void endOfTheChannelIsToldOnceThoughTheLaneSaysItTwice() {
        EngineSession session = open(RecordingChannel.synchronous());
        WebSocketTransport transport = (WebSocketTransport) session.transport();

        transport.onClose("close code 1001");
        transport.onClose("transport error");

        assertThat(listener.closes()).containsExactly(CloseCause.TRANSPORT_CLOSE);
    }

    @Test
    void messageOverTheLimitEndsTheSession() {
        EngineSession session = open(RecordingChannel.synchronous());

        ((WebSocketTransport) session.transport()).onTooLarge(1_000_001);

        assertThat(listener.messages()).containsExactly("too large: 1000001");
        assertThat(listener.closes()).containsExactly(CloseCause.TOO_LARGE);
    }

    @Test
    void incomingFramesReachTheListener() {
        EngineSession session = open(RecordingChannel.synchronous());
        WebSocketTransport transport = (WebSocketTransport) session.transport();

        transport.onText("xx42[\"a\"]xx".getBytes(UTF_8), 2, 9);
        transport.onBinary(new byte[] {9});

        assertThat(listener.messages()).containsExactly("2[\"a\"]", "bin:09");
    }

    @Test
    void lastWordBeforeAnOrderlyCloseIsNeverLost() {
        for (int round = 0; round < 1_500; round++) {
            RecordingChannel channel = RecordingChannel.asynchronous();
            EngineSession session = open(channel);

            together(
                    () -> channel.report(true), // of the open packet: the lane's thread finds the queue empty
                    () -> {
                        send(session, "44{}");
                        session.close(CloseCause.FORCED_CLOSE);
                    });
            channel.reportAll();

            assertThat(sent(channel)).as("round %d", round).containsExactly("44{}", "CLOSE 1000");
        }
    }

    @Test
    void sendersOnManyThreadsEachKeepTheirOrder() {
        RecordingChannel channel = RecordingChannel.synchronous();
        EngineSession session = open(channel);

        together(
                () -> IntStream.range(0, 5_000).forEach(i -> send(session, "4a" + i)),
                () -> IntStream.range(0, 5_000).forEach(i -> send(session, "4b" + i)));

        List<String> frames = List.copyOf(sent(channel));
        assertThat(frames).hasSize(10_000);
        assertThat(frames.stream().filter(frame -> frame.startsWith("4a"))).containsExactlyElementsOf(numbered("4a"));
        assertThat(frames.stream().filter(frame -> frame.startsWith("4b"))).containsExactlyElementsOf(numbered("4b"));
        assertThat(channel.overlaps()).isZero();
    }

    private static List<String> numbered(String prefix) {
        return IntStream.range(0, 5_000).mapToObj(i -> prefix + i).toList();
    }

    private EngineSession open(RecordingChannel channel) {
        return sessions.open(Defaults.handshake(), session -> new WebSocketTransport(session, channel));
    }

    private static void send(EngineSession session, String packet) {
        session.send(List.of(OutboundPacket.ofText(packet)));
    }

    /** All frames behind the open packet. */
    private static List<String> sent(RecordingChannel channel) {
        return channel.frames().subList(1, channel.frames().size());
    }

    private static OutboundText text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new OutboundText() {
            @Override
            public int length() {
                return bytes.length;
            }

            @Override
            public void writeTo(byte[] target, int at) {
                System.arraycopy(bytes, 0, target, at, bytes.length);
            }
        };
    }
}
