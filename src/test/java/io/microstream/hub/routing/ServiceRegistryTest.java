package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.message.ServiceName;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ServiceRegistryTest {
    private final HandMadeHub hub = new HandMadeHub();

    @Test
    void serviceWithAFreeNameIsWelcome() {
        RecordingConnection orders = hub.connect("orders");

        Registration registration = HandMadeHub.registration(orders);
        assertThat(registration.name()).isEqualTo(new ServiceName("orders"));
        assertThat(hub.registry().find("orders")).contains(registration);
        assertThat(hub.registry().registrations()).containsExactly(registration);
        assertThat(registration).hasToString("service=orders connection=sid-orders address=address-of-orders");
    }

    @Test
    void unknownNameIsNotFound() {
        assertThat(hub.registry().find("orders")).isEmpty();
    }

    @Test
    void serviceCannotBeAskedBeforeItsConnectIsAnswered() {
        List<Optional<Registration>> found = new ArrayList<>();
        RecordingConnection orders = new RecordingConnection("sid", "10.0.0.1");
        orders.onWelcome(() -> found.add(hub.registry().find("orders")));

        hub.registry().connect(new ServiceName("orders"), orders);

        assertThat(found).containsExactly(Optional.empty());
        assertThat(hub.registry().find("orders")).isPresent();
    }

    @Test
    void serviceThatSpeaksWhileItIsWelcomedCanBeAsked() {
        List<Optional<Registration>> found = new ArrayList<>();
        RecordingConnection orders = new RecordingConnection("sid", "10.0.0.1");
        orders.onWelcome(() -> {
            hub.heartbeat(orders);
            found.add(hub.registry().find("orders"));
        });

        hub.registry().connect(new ServiceName("orders"), orders);

        assertThat(found.get(0)).isPresent();
    }

    @Test
    void nameOfAServiceThatLeftIsFree() {
        RecordingConnection orders = hub.connect("orders");
        hub.router().leave(orders, Departure.LOST);
        assertThat(hub.registry().find("orders")).isEmpty();

        RecordingConnection next = hub.connect("orders");

        assertThat(next.isWelcome()).isTrue();
    }

    @Test
    void lateCloseDoesNotDropASuccessor() {
        RecordingConnection orders = hub.connect("orders");
        hub.router().leave(orders, Departure.LOST);
        RecordingConnection next = hub.connect("orders");

        hub.router().leave(orders, Departure.LOST);

        assertThat(hub.registry().find("orders")).map(Registration::connection).contains(next);
    }

    @Test
    void connectionMayAskForANameAgainAfterItsGoodbye() {
        RecordingConnection orders = hub.connect("orders");
        hub.router().leave(orders, Departure.CLEAN);

        hub.registry().connect(new ServiceName("orders"), orders);

        assertThat(hub.registry().find("orders")).isPresent();
    }

    @Test
    void newcomerIsToTryAgainOnceTheHubStopsAdmitting() {
        hub.registry().stopAdmitting("the hub stops");

        RecordingConnection orders = hub.connect("orders");

        assertThat(orders.refusals()).containsExactly(new Refusal.TryAgain("the hub stops"));
        assertThat(orders.isWelcome()).isFalse();
        assertThat(hub.registry().isAdmitting()).isFalse();
    }

    @Test
    void namesThatAreTakenOverAreRememberedInBoundedNumber() {
        SparedNames spared = new SparedNames(hub.time().clock());

        for (int i = 0; i <= SparedNames.MAX_NAMES; i++) {
            spared.remember("orders-" + i);
        }

        assertThat(spared.include("orders-0")).isFalse();
        assertThat(spared.include("orders-1")).isTrue();
        assertThat(spared.include("orders-" + SparedNames.MAX_NAMES)).isTrue();
    }

    @Test
    void exactlyOneOfManySimultaneousNewcomersGetsTheName() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            String name = "orders-" + round;
            List<RecordingConnection> newcomers = new ArrayList<>();
            CountDownLatch start = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                RecordingConnection newcomer = new RecordingConnection("sid-" + i, "10.0.0." + i);
                newcomers.add(newcomer);
                threads.add(new Thread(() -> {
                    awaitQuietly(start);
                    hub.registry().connect(new ServiceName(name), newcomer);
                }));
            }
            threads.forEach(Thread::start);
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            RecordingConnection winner = (RecordingConnection)
                    hub.registry().find(name).orElseThrow().connection();
            hub.registry().heardFrom(winner);

            assertThat(newcomers).filteredOn(RecordingConnection::isWelcome).containsExactly(winner);
            assertThat(newcomers)
                    .filteredOn(newcomer -> newcomer.refusals().size() == 1)
                    .hasSize(3);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
