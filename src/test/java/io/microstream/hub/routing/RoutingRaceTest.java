package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several threads want to decide the same requests: each has exactly one outcome. */
final class RoutingRaceTest {
    private static final int ROUNDS = 300;
    private static final int REQUESTS = 20;

    private final HandMadeHub hub = new HandMadeHub();
    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void answerExpiryAndGoodbyeMeet() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RecordingConnection billing = hub.connect("billing");
            RecordingConnection orders = hub.connect("orders");
            askAll(billing);
            hub.time().advance(HandMadeHub.DEFAULTS.pendingTtl().plusNanos(1));

            atOnce(
                    () -> answerAll(orders),
                    () -> hub.router().leave(orders, Departure.CLEAN),
                    () -> hub.router().failExpired());

            assertOneOutcomeEach(billing);
            hub.router().leave(billing, Departure.CLEAN);
        }
    }

    @Test
    void answerAndEndOfTheGraceMeet() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RecordingConnection billing = hub.connect("billing");
            RecordingConnection orders = hub.connect("orders");
            askAll(billing);
            hub.router().leave(orders, Departure.LOST);
            RecordingConnection ordersAgain = hub.connect("orders");
            hub.time().advance(HandMadeHub.DEFAULTS.lostGrace().plusNanos(1));

            atOnce(() -> answerAll(ordersAgain), hub.router()::failLost, hub.router()::failLost);

            assertOneOutcomeEach(billing);
            hub.router().leave(billing, Departure.CLEAN);
            hub.router().leave(ordersAgain, Departure.CLEAN);
        }
    }

    @Test
    void requestsAndDepartureOfTheirTargetMeet() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RecordingConnection billing = hub.connect("billing");
            RecordingConnection orders = hub.connect("orders");
            Departure departure = round % 2 == 0 ? Departure.CLEAN : Departure.LOST;

            atOnce(() -> askAll(billing), () -> hub.router().leave(orders, departure), hub.sweep()::run);
            hub.time().advance(HandMadeHub.DEFAULTS.lostGrace().plusNanos(1));
            hub.router().failLost();

            assertOneOutcomeEach(billing);
            hub.router().leave(billing, Departure.CLEAN);
        }
    }

    @Test
    void twoAskersMeetASlowTarget() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RecordingConnection billing = hub.connect("billing");
            RecordingConnection stock = hub.connect("stock");
            RecordingConnection orders = hub.connect("orders");

            atOnce(() -> askAll(billing), () -> askAll(stock), () -> orders.willReturn(SendResult.OVERLOADED));
            hub.router().leave(orders, Departure.CLEAN);

            assertOneOutcomeEach(billing);
            assertOneOutcomeEach(stock);
            hub.router().leave(billing, Departure.CLEAN);
            hub.router().leave(stock, Departure.CLEAN);
        }
    }

    @Test
    void namesThatComeAndGoMeetTheSweep() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RecordingConnection orders = hub.connect("orders");
            List<RecordingConnection> askers = new ArrayList<>();

            atOnce(
                    () -> {
                        for (int i = 0; i < REQUESTS; i++) {
                            RecordingConnection asker = hub.connect("billing");
                            askers.add(asker);
                            hub.ask(asker, "orders", Integer.toString(i));
                            hub.answer(orders, Integer.toString(i), "1");
                            hub.router().leave(asker, Departure.CLEAN);
                        }
                    },
                    hub.sweep()::run,
                    hub.sweep()::run);
            hub.router().leave(orders, Departure.CLEAN);
            hub.sweep().run();

            assertThat(askers).allMatch(asker -> asker.answers().size() == 1);
            assertThat(hub.pending().count()).isZero();
            assertThat(hub.pending().names()).isZero();
        }
    }

    @Test
    void signOfLifeEndOfTheProbeAndDepartureMeet() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            RecordingConnection owner = hub.connect("orders");
            RecordingConnection newcomer = hub.connect("orders");
            hub.time().advance(Duration.ofSeconds(7));

            atOnce(
                    () -> hub.registry().heardFrom(owner),
                    hub.registry()::settleContests,
                    () -> hub.router().leave(owner, Departure.LOST));

            assertThat(newcomer.journal()).hasSize(1);
            assertThat(hub.registry().find("orders").isPresent()).isEqualTo(newcomer.isWelcome());
            assertThat(hub.registry().contests()).isZero();
            hub.router().leave(newcomer, Departure.CLEAN);
        }
    }

    /** Without anything around them, so that they really meet. */
    @Test
    void thoseWhoTakeTheSameEntriesMeet() throws Exception {
        int entries = 2000;
        for (int round = 0; round < 30; round++) {
            RecordingConnection orders = hub.connect("orders");
            Registration callee = HandMadeHub.registration(orders);
            List<Pending> placed = place(callee, entries);
            hub.time().advance(HandMadeHub.DEFAULTS.pendingTtl().plusNanos(1));
            AtomicInteger won = new AtomicInteger();

            atOnce(
                    () -> placed.forEach(entry ->
                            won.addAndGet(hub.pending().take(callee, entry.travelsAs()) != null ? 1 : 0)),
                    () -> placed.forEach(entry -> won.addAndGet(hub.pending().withdraw(entry) ? 1 : 0)),
                    () -> {
                        won.addAndGet(hub.pending().takeExpired().size());
                        won.addAndGet(hub.pending().takeSentOver(callee).size());
                    });

            assertThat(won.get()).isEqualTo(entries);
            assertThat(hub.pending().count()).isZero();
            hub.router().leave(orders, Departure.CLEAN);
        }
    }

    private List<Pending> place(Registration callee, int entries) {
        List<Pending> placed = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            RequestId id = RequestId.of(RawJson.of(Integer.toString(i)));
            placed.add((Pending) hub.pending().put(callee, id, callee, CallMeter.NONE, 0));
        }
        return placed;
    }

    private void askAll(RecordingConnection asker) {
        for (int i = 0; i < REQUESTS; i++) {
            hub.ask(asker, "orders", Integer.toString(i));
        }
    }

    private void answerAll(RecordingConnection callee) {
        for (int i = 0; i < REQUESTS; i++) {
            hub.answer(callee, Integer.toString(i), "1");
        }
    }

    private void assertOneOutcomeEach(RecordingConnection asker) {
        List<String> ids =
                asker.answers().stream().map(RecordingConnection.Sent::id).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSize(REQUESTS);
        assertThat(hub.pending().count()).isZero();
    }

    private void atOnce(Runnable... actions) throws Exception {
        CyclicBarrier start = new CyclicBarrier(actions.length);
        List<Future<?>> running = new ArrayList<>();
        for (Runnable action : actions) {
            running.add(threads.submit(() -> {
                await(start);
                action.run();
            }));
        }
        for (Future<?> action : running) {
            action.get();
        }
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
