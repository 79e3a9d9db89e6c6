package io.microstream.hub.engineio.polling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.engineio.CloseCause;
import io.microstream.hub.engineio.EngineSession;
import io.microstream.hub.engineio.EngineSessions;
import io.microstream.hub.testing.Defaults;
import io.microstream.hub.testing.HandMovedTime;
import io.microstream.hub.testing.RecordingExchange;
import io.microstream.hub.testing.RecordingListener;
import org.junit.jupiter.api.Test;

class PollingTransportTest {
    private final RecordingListener listener = new RecordingListener();
    private final EngineSessions sessions =
            new EngineSessions(Defaults.engine(), new HandMovedTime().timers(), session -> listener);
    private final EngineSession session = sessions.open(Defaults.handshake(), opened -> {
        PollingTransport first = new PollingTransport(opened);
        RecordingExchange handshake = new RecordingExchange();
        first.begin(new AsyncAnswer(handshake.request(), handshake.response()));
        return first;
    });
    private final PollingTransport transport = (PollingTransport) session.transport();

    @Test
    void pollWaitsUntilThePeerClosesAndIsAnsweredWithNoop() {
        RecordingExchange poll = poll();
        assertThat(poll.answer()).isEqualTo("waiting");

        post("1");

        assertThat(poll.answer()).isEqualTo("200 6");
        assertThat(sessions.size()).isZero();
    }

    @Test
    void pollThatComesInWhileThePeerClosesIsAnsweredToo() {
        post("1");

        assertThat(poll().answer()).isEqualTo("200 6");
    }

    @Test
    void pollThatComesInWhileTheSessionEndsIsAnsweredWithClose() {
        session.abort(CloseCause.PING_TIMEOUT);

        assertThat(poll().answer()).isEqualTo("200 1");
    }

    @Test
    void pollThatWaitsAtTheSwitchIsTurnedAway() {
        RecordingExchange poll = poll();

        transport.leave();

        assertThat(poll.answer()).isEqualTo("400");
    }

    private RecordingExchange poll() {
        RecordingExchange poll = new RecordingExchange();
        transport.poll(new AsyncAnswer(poll.request(), poll.response()));
        return poll;
    }

    private void post(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        transport.received(bytes, bytes.length);
    }
}
