package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.message.Payload;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Whatever the services do, in whatever order: the hub tells everybody what the model says, and nothing else. */
final class RoutingModelTest {
    private static final RoutingSettings SETTINGS = new RoutingSettings(
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            3,
            6,
            Duration.ofSeconds(3),
            Duration.ofMillis(700),
            Duration.ofSeconds(6));

    private enum Kind {
        CONNECT,
        HEARD,
        SETTLE,
        LEAVE,
        LOSE,
        ASK,
        ANSWER,
        CLOSE,
        DO_NOT_READ,
        SWEEP,
        PASS_TIME
    }

    /** One thing that happens; the numbers choose among what is there. */
    private record Step(Kind kind, int who, int what, int more) {}

    @Property(tries = 1000, seed = "20260101", shrinking = ShrinkingMode.BOUNDED)
    void everyRequestHasExactlyOneOutcome(@ForAll("steps") List<Step> steps) {
        Run run = new Run();

        steps.forEach(run::take);
        run.end();

        assertThat(run.model.outcomes().values()).allMatch(count -> count == 1);
        assertThat(run.model.outcomes()).hasSize(run.asked);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(6, Kind.CONNECT),
                Tuple.of(3, Kind.HEARD),
                Tuple.of(2, Kind.SETTLE),
                Tuple.of(2, Kind.LEAVE),
                Tuple.of(3, Kind.LOSE),
                Tuple.of(16, Kind.ASK),
                Tuple.of(10, Kind.ANSWER),
                Tuple.of(1, Kind.CLOSE),
                Tuple.of(1, Kind.DO_NOT_READ),
                Tuple.of(3, Kind.SWEEP),
                Tuple.of(5, Kind.PASS_TIME));
        Arbitrary<Integer> choice = Arbitraries.integers().between(0, 1000);
        return Combinators.combine(kinds, choice, choice, choice)
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(150);
    }

    /** The hub and the model, side by side. */
    private static final class Run {
        private static final List<String> NAMES = List.of("billing", "orders", "stock");
        private static final List<Duration> TIMES = List.of(
                Duration.ofNanos(1),
                SETTINGS.takeoverProbe(),
                SETTINGS.takeoverProbe().plusNanos(1),
                SETTINGS.lostGrace(),
                SETTINGS.takeoverSilence(),
                SETTINGS.heartbeatTimeout(),
                SETTINGS.pendingTtl());

        private final HandMadeHub hub = new HandMadeHub(SETTINGS);
        private final RoutingModel model = new RoutingModel(SETTINGS);
        private final List<RoutingModel.Peer> peers = new ArrayList<>();
        private int asked;

        void take(Step step) {
            switch (step.kind()) {
                case CONNECT -> connect(NAMES.get(step.who() % 3), "10.0.0." + step.what() % 2);
                case SETTLE -> {
                    hub.registry().settleContests();
                    model.settleContests();
                }
                case SWEEP -> sweep();
                case PASS_TIME -> passTime(TIMES.get(step.what() % TIMES.size()));
                default -> peer(step.who()).ifPresent(peer -> act(peer, step));
            }
            check(step);
        }

        private void act(RoutingModel.Peer peer, Step step) {
            switch (step.kind()) {
                case HEARD -> {
                    hub.registry().heardFrom(peer.actual);
                    model.heardFrom(peer);
                }
                case LEAVE -> leave(peer, Departure.CLEAN);
                case LOSE -> leave(peer, Departure.LOST);
                case CLOSE -> fromNowOn(peer, SendResult.CLOSED);
                case DO_NOT_READ -> fromNowOn(peer, SendResult.OVERLOADED);
                case ASK -> ask(peer, NAMES.get(step.what() % 3), Integer.toString(step.more() % 3));
                case ANSWER -> answer(peer, step.what());
                default -> throw new AssertionError(step);
            }
        }

        /** One that has not left, if there is any; the younger half is chosen more often. */
        private Optional<RoutingModel.Peer> peer(int choice) {
            List<RoutingModel.Peer> there =
                    peers.stream().filter(peer -> !peer.left).toList();
            return there.isEmpty()
                    ? Optional.empty()
                    : Optional.of(there.get(there.size() - 1 - choice % there.size()));
        }

        private void connect(String name, String address) {
            RecordingConnection connection = new RecordingConnection("sid-" + peers.size(), address);
            RoutingModel.Peer peer = new RoutingModel.Peer(name, connection);
            peers.add(peer);
            hub.registry().connect(new ServiceName(name), connection);
            model.connect(peer);
        }

        private void leave(RoutingModel.Peer peer, Departure departure) {
            hub.router().leave(peer.actual, departure);
            model.leave(peer, departure);
        }

        private void fromNowOn(RoutingModel.Peer peer, SendResult result) {
            peer.actual.willReturn(result);
            peer.sendResult = result;
        }

        private void ask(RoutingModel.Peer peer, String target, String id) {
            if (!peer.welcome) {
                return;
            }
            int number = asked++;
            RawJson json = RawJson.of("{\"id\":" + id + ",\"number\":" + number + "}");
            Payload payload = new Payload(json, RequestId.of(RawJson.of(id)), 6);
            hub.route(peer.actual, new HubMessage.Request(HandMadeHub.target(target), payload, List.of()));
            model.ask(peer, target, id, number);
        }

        /** Answers any of the requests that were ever forwarded to anybody, if the id can be known. */
        private void answer(RoutingModel.Peer peer, int choice) {
            if (asked == 0 || !peer.welcome) {
                return;
            }
            int number = choice % asked;
            String mark = ",\"number\":" + number + "}";
            peers.stream()
                    .flatMap(callee -> callee.actual.requests().stream())
                    .filter(request -> request.text().endsWith(mark))
                    .findFirst()
                    .ifPresent(request -> {
                        hub.answer(peer.actual, request.id(), "\"to " + number + "\"");
                        model.answer(peer, number, "\"to " + number + "\"");
                    });
        }

        private void passTime(Duration duration) {
            hub.time().advance(duration);
            model.advance(duration.toNanos());
        }

        private void sweep() {
            hub.sweep().run();
            model.sweep();
        }

        /** Everything that waits comes to its end. */
        void end() {
            for (int i = 0; i < 3; i++) {
                passTime(SETTINGS.pendingTtl().plusNanos(1));
                sweep();
            }
            check(new Step(Kind.SWEEP, 0, 0, 0));
            assertThat(hub.pending().count()).isZero();
            assertThat(hub.pending().names()).isEqualTo(model.owners().size());
        }

        private void check(Step step) {
            peers.forEach(peer -> checkNews(peer, step));
            assertThat(hub.pending().count()).as("waiting after %s", step).isEqualTo(model.waiting());
            assertThat(hub.registry().contests()).as("contests after %s", step).isEqualTo(model.contests());
            for (String name : NAMES) {
                assertThat(hub.registry().find(name).map(Registration::connection))
                        .as("%s after %s", name, step)
                        .isEqualTo(ownerInModel(name));
            }
        }

        /** What a peer was told since the last time; of one step, in any order. */
        private void checkNews(RoutingModel.Peer peer, Step step) {
            List<String> journal = peer.actual.journal();
            if (journal.size() > peer.checked || peer.told.size() > peer.checked) {
                assertThat(inWords(journal.subList(peer.checked, journal.size())))
                        .as("%s after %s", peer.actual, step)
                        .containsExactlyInAnyOrderElementsOf(peer.told.subList(peer.checked, peer.told.size()));
                peer.checked = peer.told.size();
            }
        }

        private Optional<Connection> ownerInModel(String name) {
            return Optional.ofNullable(model.owners().get(name)).map(owner -> owner.actual);
        }

        private static List<String> inWords(List<String> journal) {
            return journal.stream()
                    .map(line -> line.replaceFirst("\\{\"error\":\\{\"code\":\"([A-Z_]+)\".*$", "$1"))
                    .map(line -> line.replaceFirst("\"hub-[^\"]+\"", "hub"))
                    .toList();
        }
    }
}
