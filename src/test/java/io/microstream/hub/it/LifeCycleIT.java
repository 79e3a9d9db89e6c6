package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.microstream.hub.testing.Figures;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.ProcessProbe;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.TcpRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What services live through: frozen processes, broken connections, crashes, a hub that stops or sleeps. The services
 * are processes of their own with the unmodified JavaScript client; the hub is one of this class's own, with short
 * times.
 */
@Timeout(180)
class LifeCycleIT {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration SLEEP_OF_THE_HUB = Duration.ofSeconds(12);
    private static final Map<String, String> SETTINGS = Map.of(
            "MICROSTREAM_HEARTBEAT_TIMEOUT", "10s", // the services send theirs every second
            "MICROSTREAM_PENDING_TTL", "8s",
            "MICROSTREAM_LOST_GRACE", GRACE.toSeconds() + "s",
            "MICROSTREAM_DRAIN", "5s");

    private static final Duration LIMIT_OF_STOP = Duration.ofSeconds(30);
    private static final int IN_FLIGHT = 100;
    private static final String LOST = "TARGET_SERVICE_LOST";
    private static final AtomicInteger NAMES = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private static HubProcess hub;

    private final String orders = "orders-" + NAMES.incrementAndGet();
    private final String billing = "billing-" + NAMES.get();
    private final List<LifeService> services = new ArrayList<>();

    @BeforeAll
    static void startHub() throws Exception {
        NodeScripts.requireNode();
        assumeTrue(ProcessProbe.tellsFigures(), "signals and figures as on Linux");
        NodeScripts.install();
        hub = HubProcess.start(SETTINGS);
    }

    @AfterAll
    static void endHub() {
        if (hub != null) {
            hub.close();
        }
    }

    @AfterEach
    void endServices() {
        services.forEach(LifeService::close);
    }

    @Test
    void frozenServiceIsReplacedAtOnceAndLivesOnWhenItThaws() {
        LifeService frozen = connected(billing);
        frozen.await("upgraded");
        LifeService asker = connected(orders);
        frozen.freeze();

        LifeService replacement = connected(billing);

        long outage = replacement.await("connected").atMillis()
                - replacement.await("connecting").atMillis();
        assertThat(outage).as("ms until the replacement is registered").isLessThan(2_000);
        assertThat(outcomes(asker.tell("ask " + billing + " 1 5000"), 1))
                .containsExactly("answer " + replacement.pid());

        frozen.thaw();

        frozen.await("disconnected transport close");
        frozen.awaitAll("attempt", 2);
        assertThat(frozen.isAlive()).as("the thawed one's process").isTrue();
        assertThat(replacement.all("disconnected")).isEmpty();

        replacement.tell("leave");

        frozen.await("connected", System.currentTimeMillis());
        assertThat(frozen.isAlive()).isTrue();
        print("frozen: replacement registered after " + outage + " ms, processes ended: 0");
    }

    @Test
    void serviceIsBackUnderItsNameThoughItsBrokenConnectionLooksOpen() {
        LifeService asker = connected(orders);
        try (TcpRelay relay = TcpRelay.to(hub)) {
            LifeService halfOpen = connected(relay, billing);
            halfOpen.await("upgraded"); // between two polls there is no connection whose break it could notice

            relay.forgetClients();

            long lostAt = halfOpen.await("disconnected").atMillis();
            long outage = halfOpen.await("connected", lostAt).atMillis() - lostAt;
            assertThat(outage).as("ms until it is back").isLessThan(3_000);
            assertThat(outcomes(asker.tell("ask " + billing + " 1 5000"), 1))
                    .containsExactly("answer " + halfOpen.pid());
            assertThat(halfOpen.isAlive()).isTrue();
            print("half-open: back after " + outage + " ms, processes ended: 0");
        }
    }

    @Test
    void everyAskerOfAKilledServiceIsToldOnceAndSoon() {
        LifeService victim = connected(billing).tell("hold");
        LifeService one = connected(orders + "-a").tell("ask " + billing + " " + IN_FLIGHT / 2 + " 20000");
        LifeService other = connected(orders + "-b").tell("ask " + billing + " " + IN_FLIGHT / 2 + " 20000");
        victim.awaitAll("request", IN_FLIGHT);

        long killedAt = System.currentTimeMillis();
        victim.kill();

        List<String> told = new ArrayList<>(outcomes(one, IN_FLIGHT / 2));
        told.addAll(outcomes(other, IN_FLIGHT / 2));
        long toldAt = Math.max(lastOutcomeAt(one), lastOutcomeAt(other));
        assertThat(told).hasSize(IN_FLIGHT).containsOnly(LOST);
        assertThat(toldAt - killedAt).as("ms until the last was told").isLessThan(GRACE.toMillis() + 2_000);
        assertOneOutcomeEach(one, other);
        print("killed with " + IN_FLIGHT + " in flight: all told after " + (toldAt - killedAt) + " ms (grace "
                + GRACE.toMillis() + " ms), outcomes lost: 0");
    }

    @Test
    void serviceThatIsBackWithinTheGraceStillAnswersWhatItWasAskedBefore() {
        try (RawService asker = RawService.websocket(hub, orders).join()) {
            try (RawService before = RawService.websocket(hub, billing).join()) {
                asker.request(billing, "{\"id\":\"r-1\"}").request(billing, "{\"id\":\"r-2\"}");
                before.expectRequest("{\"id\":\"r-1\"}").expectRequest("{\"id\":\"r-2\"}");
            } // hangs up without a word

            try (RawService after = RawService.websocket(hub, billing).join()) {
                after.respond("\"r-1\"", "{\"paid\":1}");

                asker.expectResponse("\"r-1\"", "{\"paid\":1}");
                assertThat(asker.next())
                        .startsWith("42[\"response\",{\"id\":\"r-2\",\"response\":{\"error\":{\"code\":\"" + LOST);
            }
        }
    }

    @Test
    void sleepOfTheHubIsNotTheServicesFault() {
        LifeService target = connected(billing).tell("hold");
        LifeService asker = connected(orders).tell("ask " + billing + " 1 60000");
        target.await("request");

        hub.probe().freeze();
        LifeService.pass(SLEEP_OF_THE_HUB);
        hub.probe().thaw();

        // Asked longer ago than requests live and services may be silent, but the hub has not lived through it.
        LifeService.pass(Duration.ofMillis(1_500));
        target.tell("answer");
        assertThat(outcomes(asker, 1)).containsExactly("answer " + target.pid());
        assertThat(target.all("disconnected")).isEmpty();
        assertThat(asker.all("disconnected")).isEmpty();
        print("hub asleep for " + SLEEP_OF_THE_HUB.toMillis() + " ms: evicted 0, expired early 0");
    }

    @Test
    void timeGoesOnWhileTheHubDrains() {
        try (RawService asker = RawService.websocket(hub, orders).join();
                RawService target = RawService.websocket(hub, billing).join()) {
            asker.send("42[\"request\",{\"targetService\":\"" + billing
                    + "\",\"timeout\":1000,\"payload\":{\"id\":\"r-1\"}}]");
            target.expectRequest("{\"id\":\"r-1\"}");

            hub.stop(); // and drains for 5 s

            asker.expectError("\"r-1\"", "DEADLINE_EXCEEDED");
            assertThat(hub.awaitExit(LIMIT_OF_STOP)).isPresent();
            assertThat(hub.output()).doesNotContain(" ERROR ", "[SEVERE]");
        } finally {
            hub = hub.startAgain();
        }
    }

    @Test
    void hubThatStopsAndStartsAgainUnderLoadLeavesNoRequestWithoutOutcome() {
        List<LifeService> targets = List.of(connected(billing + "-a"), connected(billing + "-b"));
        List<LifeService> askers = List.of(connected(orders + "-a"), connected(orders + "-b"));
        targets.forEach(target -> target.tell("delay 1000"));
        askers.get(0).tell("load " + targets.get(0).name() + " 20 3000");
        askers.get(1).tell("load " + targets.get(1).name() + " 20 3000");
        askers.forEach(asker -> asker.awaitAll("outcome", 25));

        long stoppedAt = System.currentTimeMillis();
        hub.stop();
        List<Long> lostAt = askers.stream()
                .map(asker -> asker.await("disconnected", stoppedAt).atMillis())
                .toList();
        hub = hub.startAgain();
        long readyAt = System.currentTimeMillis();
        long backAfter = backAfter(readyAt, targets, askers);
        askers.forEach(asker -> asker.await("outcome", readyAt));
        askers.forEach(asker -> asker.tell("rest").await("rests"));

        askers.forEach(LifeCycleIT::awaitOutcomeOfAll);
        Set<String> inFlight = Set.of(
                "answer " + targets.get(0).pid(), "answer " + targets.get(1).pid());
        assertThat(askers)
                .allSatisfy(asker -> assertThat(outcomesOfThoseAskedBefore(stoppedAt, asker))
                        .as("asked before the stop")
                        .isSubsetOf(inFlight));
        assertOneOutcomeEach(askers.toArray(new LifeService[0]));
        assertThat(backAfter).as("ms until all are back").isLessThan(10_000);
        assertThat(targets).allMatch(LifeService::isAlive);
        assertThat(askers).allMatch(LifeService::isAlive);
        print("hub stopped and started: drained for " + (lostAt.get(0) - stoppedAt) + " ms, away for "
                + (readyAt - lostAt.get(0)) + " ms, all back " + backAfter + " ms after it was ready, outcomes "
                + histogram(askers) + ", lost: 0, processes ended: 0");
    }

    private static long backAfter(long readyAt, List<LifeService> targets, List<LifeService> askers) {
        List<LifeService> all = new ArrayList<>(targets);
        all.addAll(askers);
        return all.stream()
                .mapToLong(service -> {
                    List<LifeService.Event> gone = service.events().stream()
                            .filter(event -> event.text().startsWith("disconnected"))
                            .toList();
                    long goneAt = gone.get(gone.size() - 1).atMillis();
                    return service.await("connected", goneAt).atMillis() - readyAt;
                })
                .max()
                .orElseThrow();
    }

    private LifeService connected(String name) {
        return connected(hub, name);
    }

    private LifeService connected(HubTarget at, String name) {
        LifeService service = LifeService.start(at, name);
        services.add(service);
        service.await("connected");
        return service;
    }

    /** What became of its requests, without their ids, once there are so many outcomes. */
    private static List<String> outcomes(LifeService asker, int count) {
        return asker.awaitAll("outcome", count).stream()
                .map(text -> text.split(" ", 3)[2])
                .toList();
    }

    private static long lastOutcomeAt(LifeService asker) {
        return asker.events().stream()
                .filter(event -> event.text().startsWith("outcome"))
                .mapToLong(LifeService.Event::atMillis)
                .max()
                .orElseThrow();
    }

    private static void awaitOutcomeOfAll(LifeService asker) {
        asker.awaitAll("outcome", asker.all("ask").size());
    }

    private static List<String> outcomesOfThoseAskedBefore(long millis, LifeService asker) {
        Set<String> before = asker.events().stream()
                .filter(event -> event.text().startsWith("ask ") && event.atMillis() < millis)
                .map(event -> event.text().substring("ask ".length()))
                .collect(Collectors.toSet());
        return asker.all("outcome").stream()
                .filter(text -> before.contains(text.split(" ", 3)[1]))
                .map(text -> text.split(" ", 3)[2])
                .toList();
    }

    /** Each request has one outcome, and the hub has said nothing more about it. */
    private static void assertOneOutcomeEach(LifeService... askers) {
        for (LifeService asker : askers) {
            assertThat(asker.all("outcome"))
                    .extracting(text -> text.split(" ", 3)[1])
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(asker.all("ask ").stream()
                            .map(text -> text.substring("ask ".length()))
                            .toList());
            assertThat(asker.all("twice")).isEmpty();
        }
    }

    private static Map<String, Integer> histogram(List<LifeService> askers) {
        Map<String, Integer> counts = new HashMap<>();
        for (LifeService asker : askers) {
            for (String outcome : asker.all("outcome")) {
                counts.merge(outcome.split(" ", 3)[2].replaceFirst("answer.*", "answer"), 1, Integer::sum);
            }
        }
        return new TreeMap<>(counts);
    }

    private static void print(String figures) {
        Figures.print(LifeCycleIT.class, figures);
    }
}
