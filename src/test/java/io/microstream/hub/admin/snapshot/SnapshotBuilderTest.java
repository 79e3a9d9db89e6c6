package io.microstream.hub.admin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.admin.HubControl;
import io.microstream.hub.admin.HubVitals;
import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.routing.Departure;
import io.microstream.hub.routing.Outsiders;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import io.microstream.hub.traffic.Traffic;
import io.microstream.hub.traffic.TrafficSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SnapshotBuilderTest {
    private final Traffic traffic = new Traffic(new TrafficSettings(true, 100, false));
    private final HandMadeHub hub = new HandMadeHub(HandMadeHub.bounded(100, 10), traffic);
    private final Outsiders outsiders = new Outsiders(hub.counters(), traffic);
    private final HubSources sources = new HubSources(
            new Vitals(),
            new Control(),
            hub.time().clock(),
            HandMadeHub.bounded(100, 10),
            hub.registry(),
            hub.pending(),
            hub.counters(),
            traffic);
    private final HubLines lines = new HubLines(hub.registry(), hub.pending(), hub.counters(), traffic);
    private final AttentionLog attention = new AttentionLog();
    private final RecordingConnection billing = hub.connect("billing");
    private final RecordingConnection orders = hub.connect("orders");

    @Test
    void callsOfAllEventsBetweenTwoServicesAreOneEdge() {
        hub.ask(billing, "orders", "1");
        hub.answer(orders, "1", "{}");
        hub.ask(billing, "orders", "2");
        hub.answer(orders, "2", "{\"error\":1}");
        traffic.sample(0);

        assertThat(snapshot().calls()).singleElement().satisfies(call -> {
            assertThat(call.caller()).isEqualTo("billing");
            assertThat(call.callee()).isEqualTo("orders");
            assertThat(call.total()).isEqualTo(2);
            assertThat(call.errors()).isEqualTo(1);
            assertThat(call.errorShare()).isEqualTo(0.5);
            assertThat(call.p99Ms()).isNotNull();
            assertThat(call.rate()).isEqualTo(0.4); // two in the five seconds of its life
        });
    }

    @Test
    void silentServiceIsAtRiskAndItsAttentionNamesTheTimeLeft() {
        hub.time().advance(Duration.ofSeconds(11));
        hub.heartbeat(orders);

        Snapshot snapshot = snapshot();

        assertThat(snapshot.services()).extracting(Snapshot.Service::state).containsExactly("risk", "up");
        assertThat(snapshot.attention()).singleElement().satisfies(entry -> {
            assertThat(entry.text()).isEqualTo("billing has been silent for 11 s.");
            assertThat(entry.next()).isEqualTo("It is removed in 4 s unless it sends something.");
        });
    }

    @Test
    void requestsThatALeavingServiceTookAlongAreNamed() {
        hub.ask(billing, "orders", "1");
        hub.ask(billing, "orders", "2");

        hub.router().leave(orders, Departure.LOST);

        Snapshot snapshot = snapshot();
        assertThat(snapshot.attention()).singleElement().satisfies(entry -> {
            assertThat(entry.level()).isEqualTo("broken");
            assertThat(entry.text()).isEqualTo("orders vanished without a goodbye. 2 calls ended because it left.");
        });
        assertThat(snapshot.services().get(1).state()).isEqualTo("gone");
        assertThat(snapshot.services().get(1).goneReason()).isEqualTo("vanished");
        assertThat(snapshot.tiles().services().gone()).isEqualTo(1);
        assertThat(snapshot.tiles().services().state()).isEqualTo("bad");
    }

    @Test
    void goodbyeIsNothingBroken() {
        hub.router().leave(orders, Departure.CLEAN);

        assertThat(snapshot().attention()).extracting(Snapshot.Attention::level).containsExactly("know");
        assertThat(snapshot().tiles().services().state()).isEqualTo("ok");
    }

    @Test
    void handshakesThatTheDoorTurnedAwayAreListedAndNeedAttentionWhereSomebodyCanHelp() {
        outsiders.badHandshake("old", "10.0.4.7", "Unsupported protocol version");
        outsiders.badHandshake("page", "10.0.4.8", "Forbidden");
        outsiders.turnedAway("late", "10.0.4.9", "MICROSTREAM_MAX_CONNECTIONS=2");
        outsiders.turnedAway("later", "10.0.4.9", "draining");
        outsiders.badName("a, b", "10.0.4.10", ErrorCode.SERVICE_NAME_INVALID);

        Snapshot snapshot = snapshot();

        assertThat(snapshot.refused())
                .extracting(refused -> refused.name() + " " + refused.reason())
                .containsExactly(
                        "a, b SERVICE_NAME_INVALID",
                        "later draining",
                        "late MICROSTREAM_MAX_CONNECTIONS=2",
                        "page Forbidden",
                        "old Unsupported protocol version");
        assertThat(snapshot.attention())
                .extracting(Snapshot.Attention::id)
                .containsExactlyInAnyOrder(
                        "room:MICROSTREAM_MAX_CONNECTIONS=2",
                        "version:10.0.4.7",
                        "origin:10.0.4.8",
                        "unnamed:10.0.4.10");
    }

    @Test
    void whoseNameIsBlockedIsNotExpectedBack() {
        hub.registry().blocked().block(new ServiceName("orders"), "admin");
        hub.router().leave(orders, Departure.DISCONNECTED);
        hub.router().leave(billing, Departure.DISCONNECTED);

        assertThat(snapshot().attention())
                .extracting(entry -> entry.text() + " " + entry.next())
                .containsExactlyInAnyOrder(
                        "billing was disconnected by an operator. An unmodified client is back in a second.",
                        "orders was disconnected by an operator, and its name is blocked."
                                + " Unblock the name and restart its process;"
                                + " an unmodified client stays mute until then.");
    }

    @Test
    void evictionIsCounted() {
        hub.time().advance(Duration.ofSeconds(16));
        hub.sweep().run();

        Snapshot.Tile removals = snapshot().tiles().removals();

        assertThat(removals.value()).isEqualTo(2);
        assertThat(removals.evictions()).isEqualTo(2);
        assertThat(removals.state()).isEqualTo("warn");
    }

    @Test
    void boundThatIsNearlyFullDegradesTheHub() {
        for (int i = 0; i < 10; i++) {
            hub.ask(billing, "orders", "\"r" + i + "\"");
        }

        Snapshot snapshot = snapshot();

        assertThat(snapshot.hub().state()).isEqualTo("DEGRADED");
        assertThat(snapshot.hub().reasons()).containsExactly("100 % of its 10 unanswered requests are in use");
        assertThat(snapshot.attention()).extracting(Snapshot.Attention::level).containsExactly("broken");
    }

    @Test
    void linesMoveOnWithEachStep() {
        lines.step(System.nanoTime() + 5_000_000_000L);

        Snapshot snapshot = snapshot();

        assertThat(snapshot.tiles().services().line()).hasSize(60).endsWith(null, 2.0);
        assertThat(snapshot.services().get(0).in().rate()).isEqualTo(0.0);
    }

    private Snapshot snapshot() {
        return new SnapshotBuilder(sources, lines).build(attention);
    }

    private static final class Vitals implements HubVitals {
        @Override
        public State state() {
            return State.RUNNING;
        }

        @Override
        public Duration sinceLastTick() {
            return Duration.ZERO;
        }

        @Override
        public Duration uptime() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Instant startedAt() {
            return Instant.EPOCH;
        }

        @Override
        public int sessions() {
            return 2;
        }

        @Override
        public int pollingSessions() {
            return 0;
        }

        @Override
        public long bytesWaiting() {
            return 0;
        }
    }

    private static final class Control implements HubControl {
        @Override
        public void drain() {}

        @Override
        public Optional<Instant> drainEndsAt() {
            return Optional.empty();
        }

        @Override
        public String logLevel() {
            return "info";
        }

        @Override
        public boolean logLevel(String level) {
            return false;
        }

        @Override
        public String lane() {
            return "channel";
        }

        @Override
        public Optional<String> url() {
            return Optional.empty();
        }

        @Override
        public long sendBufferBytes() {
            return 16_000_000;
        }

        @Override
        public int maxConnections() {
            return 20_000;
        }

        @Override
        public int maxNameLength() {
            return 256;
        }
    }
}
