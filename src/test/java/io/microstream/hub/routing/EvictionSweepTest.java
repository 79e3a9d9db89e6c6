package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class EvictionSweepTest {
    private static final Duration TIMEOUT = HandMadeHub.DEFAULTS.heartbeatTimeout();

    private final HandMadeHub hub = new HandMadeHub();
    private final RecordingConnection orders = hub.connect("orders");

    @Test
    void serviceSilentForExactlyTheTimeoutStays() {
        hub.time().advance(TIMEOUT);

        hub.sweep().run();

        assertThat(hub.registry().find("orders")).isPresent();
        assertThat(orders.closes()).isEmpty();
    }

    @Test
    void serviceSilentForLongerIsClosedAndForgotten() {
        hub.time().advance(TIMEOUT.plusNanos(1));

        hub.sweep().run();
        hub.sweep().run();

        assertThat(hub.registry().find("orders")).isEmpty();
        assertThat(orders.closes()).containsExactly(CloseReason.SILENT);
        assertThat(hub.counters().of(HubEvent.SERVICE_EVICTED)).isOne();
    }

    @Test
    void serviceThatShowsLifeStays() {
        hub.time().advance(TIMEOUT);
        hub.heartbeat(orders);
        hub.time().advance(TIMEOUT);

        hub.sweep().run();

        assertThat(hub.registry().find("orders")).isPresent();
        assertThat(hub.counters().of(HubEvent.HEARTBEAT_ARRIVED)).isOne();
    }

    @Test
    void transportPacketsAloneDoNotKeepAService() {
        hub.time().advance(TIMEOUT.plusNanos(1));
        hub.registry().heardFrom(orders);

        hub.sweep().run();

        assertThat(hub.registry().find("orders")).isEmpty();
    }

    @Test
    void requestsToAnEvictedServiceHaveTheirGrace() {
        RecordingConnection billing = hub.connect("billing");
        hub.ask(billing, "orders", "\"r-1\"");
        hub.time().advance(TIMEOUT.plusNanos(1));
        hub.heartbeat(billing);
        hub.sweep().run();
        assertThat(billing.answers()).isEmpty();

        hub.time().advance(HandMadeHub.DEFAULTS.lostGrace().plusNanos(1));
        hub.sweep().run();

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_LOST");
    }

    @Test
    void askerIsToldWhatHasExpiredBeforeTheSameSweepEvictsIt() {
        RecordingConnection billing = hub.connect("billing");
        hub.ask(billing, "orders", "\"r-1\"");
        hub.time().advance(HandMadeHub.DEFAULTS.pendingTtl().plusNanos(1));

        hub.sweep().run();

        assertThat(billing.outcomes()).containsExactly("REQUEST_EXPIRED");
        assertThat(billing.closes()).containsExactly(CloseReason.SILENT);
    }

    @Test
    void hubsOwnSleepEvictsNobodyAndExpiresNothing() {
        RecordingConnection billing = hub.connect("billing");
        hub.ask(billing, "orders", "\"r-1\"");

        hub.time().oversleep(Duration.ofMinutes(10));
        hub.sweep().run();

        assertThat(hub.registry().registrations()).hasSize(2);
        assertThat(billing.answers()).isEmpty();
    }

    @Test
    void connectionThatFailsToCloseKeepsNothingElseFromBeingDone() {
        RecordingConnection billing = hub.connect("billing");
        RecordingConnection stock = hub.connect("stock");
        hub.ask(billing, "stock", "\"r-1\"");
        Runnable failure = () -> {
            throw new IllegalStateException("a bug");
        };
        orders.onClose(failure);
        stock.onClose(failure);
        hub.time().advance(HandMadeHub.DEFAULTS.pendingTtl().plusNanos(1));
        hub.heartbeat(billing);

        hub.sweep().run();

        assertThat(hub.registry().registrations()).hasSize(1);
        assertThat(billing.outcomes()).containsExactly("REQUEST_EXPIRED");
    }
}
