package io.microstream.hub.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.engineio.EngineSession.Sent;
import io.microstream.hub.testing.Defaults;
import io.microstream.hub.testing.HandMovedTime;
import io.microstream.hub.testing.RecordingChannel;
import io.microstream.hub.testing.RecordingListener;
import io.microstream.hub.testing.RecordingTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a peer, the application and time do to a session: it is open, or it has ended and said so once. */
class EngineSessionRandomTest {
    private static final int SEQUENCES = 1_000;
    private static final String[] LEGAL = {"0{}", "3", "40", "42[\"heartbeat\"]", "4", "5", "6"};
    private static final String[] ANY = {"", "1", "2", "2probe", "3probe", "4", "5", "7", "x", "b"};

    @Test
    void sessionIsOpenOrHasEndedOnce() {
        int ended = 0;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            Sequence sequence = new Sequence(seed);
            for (int step = 0; step < 25; step++) {
                sequence.step();
                sequence.assertThatStateIsDefined();
            }
            ended += sequence.listener.closes().size();
            sequence.assertThatSilenceEndsIt();
        }
        assertThat(ended).as("both kinds must occur").isBetween(SEQUENCES / 10, SEQUENCES * 9 / 10);
    }

    private static final class Sequence {
        private final Random random;
        private final HandMovedTime time = new HandMovedTime();
        private final RecordingListener listener = new RecordingListener();
        private final EngineSessions sessions =
                new EngineSessions(Defaults.engine(2_000), time.timers(), session -> listener);
        private final EngineSession session = sessions.open(Defaults.handshake(), RecordingTransport::new);
        private final RecordingTransport polling = (RecordingTransport) session.transport();
        private final RecordingChannel channel = RecordingChannel.asynchronous();
        private final WebSocketTransport candidate = new WebSocketTransport(session, channel);
        private final List<String> done = new ArrayList<>();

        Sequence(int seed) {
            random = new Random(seed);
            done.add("seed " + seed);
        }

        void step() {
            switch (random.nextInt(24)) {
                case 0, 1, 2 -> fromPeer(polling);
                case 3, 4, 5 -> fromPeer(candidate);
                case 6, 7, 8, 9 -> act("send", () -> session.send(List.of(anyMessage())));
                case 10, 11 -> act("time", () -> time.pass(Duration.ofMillis(random.nextInt(15_000))));
                case 12 ->
                    act("begin upgrade", () -> {
                        if (session.upgrade().claim()) {
                            session.upgrade().begin(candidate);
                        }
                    });
                case 13 -> act("stick", polling::stick);
                case 14, 15 -> act("loosen", polling::loosen);
                case 16 -> act("report", channel::reportAll);
                case 17 -> act("probe", session::probe);
                case 18 -> act("pong", () -> receive(session.transport(), "3"));
                case 19 -> act("binary", () -> session.inbound().binary(session.transport(), new byte[2]));
                case 20 -> act("candidate closes", () -> candidate.onClose("close code 1001"));
                default -> rarely();
            }
        }

        private void rarely() {
            switch (random.nextInt(8)) {
                case 0 -> act("close", () -> session.close(CloseCause.FORCED_CLOSE));
                case 1 -> act("abort", () -> session.abort(CloseCause.SLOW_CONSUMER));
                case 2 -> act("poll is gone", () -> session.transportClosed(polling, CloseCause.TRANSPORT_ERROR));
                case 3 -> act("too large", () -> candidate.onTooLarge(2_000_000));
                default -> act("life", session.inbound()::signOfLife);
            }
        }

        void assertThatStateIsDefined() {
            boolean open = listener.closes().isEmpty();
            assertThat(listener.closes()).as("%s", done).hasSizeLessThan(2);
            assertThat(session.isOpenOver(session.transport())).as("%s", done).isEqualTo(open);
            assertThat(channel.overlaps()).as("%s", done).isZero();
            if (open) {
                assertThat(sessions.find(session.sid())).as("%s", done).contains(session);
                assertThat(sessions.size()).as("%s", done).isEqualTo(1);
                return;
            }
            int heard = listener.messages().size();
            receive(session.transport(), "4late");
            assertThat(session.send(List.of())).as("%s", done).isEqualTo(Sent.CLOSED);
            assertThat(listener.messages()).as("%s", done).hasSize(heard);
        }

        void assertThatSilenceEndsIt() {
            time.pass(Duration.ofMinutes(2));

            assertThat(listener.closes()).as("%s", done).hasSize(1);
            assertThat(sessions.size()).as("%s", done).isZero();
            assertThat(sessions.pollingSessions()).as("%s", done).isZero();
            assertThat(time.timers().size()).as("%s", done).isZero();
        }

        private void fromPeer(Transport transport) {
            String[] packets = transport == candidate || random.nextInt(8) == 0 ? ANY : LEGAL;
            String packet = packets[random.nextInt(packets.length)];
            act(transport.name() + " " + packet, () -> receive(transport, packet));
        }

        private void receive(Transport transport, String packet) {
            byte[] bytes = packet.getBytes(UTF_8);
            session.inbound().text(transport, bytes, 0, bytes.length);
        }

        private OutboundPacket anyMessage() {
            return random.nextBoolean()
                    ? OutboundPacket.ofText("4" + "m".repeat(random.nextInt(300)))
                    : OutboundPacket.binary(new byte[random.nextInt(300)]);
        }

        private void act(String what, Runnable action) {
            done.add(what);
            action.run();
        }
    }
}
