package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SilenceWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int SERVICES = 1_000;

    private final HandMadeHub hub = new HandMadeHub();
    private final SilenceWatch watch = new SilenceWatch(LIMIT);

    @Test
    void serviceSilentForExactlyTheLimitIsNotNamed() {
        Registration orders = watched("orders");

        assertThat(watch.silent(LIMIT.toNanos())).isEmpty();
        assertThat(watch.silent(LIMIT.toNanos() + 1)).containsExactly(orders);
    }

    @Test
    void serviceThatWasHeardIsNamedOnceItIsSilentSinceThen() {
        Registration orders = watched("orders");
        orders.touch(10);

        assertThat(watch.silent(LIMIT.toNanos() + 10)).isEmpty();
        assertThat(watch.silent(LIMIT.toNanos() + 11)).containsExactly(orders);
    }

    @Test
    void silentServiceThatStaysIsNamedAgainAfterAnotherLimit() {
        Registration orders = watched("orders");
        watch.silent(LIMIT.toNanos() + 1);

        assertThat(watch.silent(2 * LIMIT.toNanos() + 1)).isEmpty();
        assertThat(watch.silent(2 * LIMIT.toNanos() + 2)).containsExactly(orders);
    }

    @Test
    void serviceThatHasLeftIsForgotten() {
        Registration orders = watched("orders");
        hub.router().leave(orders.connection(), Departure.CLEAN);

        assertThat(watch.silent(LIMIT.toNanos() + 1)).isEmpty();
        assertThat(watch.silent(10 * LIMIT.toNanos())).isEmpty();
        assertThat(watch.looks()).isOne();
    }

    @Test
    void serviceThatLivesIsLookedAtOnceInEachLimit() {
        List<Registration> services = new ArrayList<>();
        for (int i = 0; i < SERVICES; i++) {
            services.add(watched("s-" + i));
        }
        int minutes = 1;

        for (int second = 1; second <= minutes * 60; second++) {
            long now = Duration.ofSeconds(second).toNanos();
            services.forEach(service -> service.touch(now));
            assertThat(watch.silent(now)).isEmpty();
        }

        assertThat(watch.looks()).isLessThanOrEqualTo(minutes * 60 / LIMIT.toSeconds() * SERVICES);
    }

    private Registration watched(String name) {
        RecordingConnection connection = hub.connect(name);
        Registration registration = HandMadeHub.registration(connection);
        watch.begin(registration);
        return registration;
    }
}
