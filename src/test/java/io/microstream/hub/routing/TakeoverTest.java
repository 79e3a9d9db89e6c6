package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A name changes hands: what becomes of its new owner, and of the one before. */
final class TakeoverTest {
    private static final Duration PROBE = HandMadeHub.DEFAULTS.takeoverProbe();
    private static final Refusal FATAL = new Refusal.Told(
            ErrorCode.DUPLICATE_SERVICE_REGISTRATION,
            "Duplicate Service Registration Name! A service with the same name is already registered.");

    private final HandMadeHub hub = new HandMadeHub();
    private final RecordingConnection owner = hub.connect("orders", "10.0.0.1");

    @Test
    void silentOwnerLosesItsNameToANewcomerFromItsOwnAddress() {
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.1");

        passProbe();

        assertOwns(newcomer);
        assertThat(owner.closes()).containsExactly(CloseReason.DISPLACED);
        assertThat(newcomer.refusals()).isEmpty();
        assertThat(hub.counters().of(HubEvent.NAME_TAKEN_OVER)).isOne();
    }

    @Test
    void ownerThatAnswersTooLateIsNotHeardAnyMore() {
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.1");
        passProbe();

        hub.registry().heardFrom(owner);
        hub.router().leave(owner, Departure.LOST);

        assertOwns(newcomer);
        assertThat(newcomer.refusals()).isEmpty();
    }

    @Test
    void ownerThatLeavesHandsItsNameToTheFirstNewcomer() {
        RecordingConnection first = hub.connect("orders", "10.0.0.2");
        RecordingConnection second = hub.connect("orders", "10.0.0.1");

        hub.router().leave(owner, Departure.CLEAN);

        assertOwns(first);
        assertThat(second.refusals()).singleElement().isInstanceOf(Refusal.TryAgain.class);
        assertThat(hub.registry().contests()).isZero();
        assertThat(hub.counters().of(HubEvent.NAME_TAKEN_OVER)).isZero();
    }

    @Test
    void displacedOwnerThatReturnsWithinAMinuteIsNeverToldTheFatalRefusal() {
        RecordingConnection winner = hub.connect("orders", "10.0.0.1");
        passProbe();
        hub.time().advance(SparedNames.RECENT);

        RecordingConnection returned = hub.connect("orders", "10.0.0.1");
        hub.registry().heardFrom(winner);

        assertThat(returned.refusals()).singleElement().isInstanceOf(Refusal.TryAgain.class);
        assertOwns(winner);
    }

    @Test
    void evictedServiceThatReturnsWithinAMinuteIsNotToldTheFatalRefusalEither() {
        hub.router().leave(owner, Departure.EVICTED);
        RecordingConnection replacement = hub.connect("orders", "10.0.0.1");
        hub.time().advance(SparedNames.RECENT);

        RecordingConnection returned = hub.connect("orders", "10.0.0.1");
        hub.registry().heardFrom(replacement);

        assertThat(returned.refusals()).singleElement().isInstanceOf(Refusal.TryAgain.class);
        assertOwns(replacement);
    }

    @Test
    void afterAMinuteALiveOwnerIsDefendedAsEver() {
        RecordingConnection winner = hub.connect("orders", "10.0.0.1");
        passProbe();
        hub.time().advance(SparedNames.RECENT.plusNanos(1));

        RecordingConnection newcomer = hub.connect("orders", "10.0.0.1");
        hub.registry().heardFrom(winner);

        assertThat(newcomer.refusals()).containsExactly(FATAL);
    }

    @Test
    void displacedOwnerIsSparedAlsoIfTheWinnerHasReconnectedSince() {
        RecordingConnection winner = hub.connect("orders", "10.0.0.1");
        passProbe();
        hub.router().leave(winner, Departure.LOST);
        RecordingConnection winnerAgain = hub.connect("orders", "10.0.0.1");

        RecordingConnection returned = hub.connect("orders", "10.0.0.1");
        hub.registry().heardFrom(winnerAgain);

        assertThat(returned.refusals()).singleElement().isInstanceOf(Refusal.TryAgain.class);
    }

    @Test
    void displacedServiceMayStillAnswerOverTheConnectionThatDisplacedIt() {
        RecordingConnection billing = hub.connect("billing");
        hub.ask(billing, "orders", "\"r-1\"");
        RecordingConnection sameService = hub.connect("orders", "10.0.0.1");
        passProbe();

        hub.answer(sameService, "\"r-1\"", "1");

        assertThat(billing.outcomes()).containsExactly("1");
    }

    @Test
    void whatTheDisplacedServiceDoesNotAnswerFailsWhenItsGraceEnds() {
        RecordingConnection billing = hub.connect("billing");
        hub.ask(billing, "orders", "\"r-1\"");
        hub.connect("orders", "10.0.0.1");
        passProbe();

        hub.time().advance(HandMadeHub.DEFAULTS.lostGrace().plusNanos(1));
        hub.sweep().run();

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_LOST");
    }

    @Test
    void displacedConnectionThatClosesAtOnceDoesNotDropItsSuccessor() {
        owner.onClose(() -> hub.router().leave(owner, Departure.LOST));
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.1");

        passProbe();

        assertOwns(newcomer);
    }

    @Test
    void evictionOfTheOwnerEndsTheContest() {
        hub.time().advance(HandMadeHub.DEFAULTS.heartbeatTimeout());
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.2");
        hub.time().advance(Duration.ofNanos(1));

        hub.sweep().run();

        assertOwns(newcomer);
    }

    private void passProbe() {
        hub.time().advance(PROBE.plusNanos(1));
        hub.registry().settleContests();
    }

    private void assertOwns(RecordingConnection connection) {
        assertThat(hub.registry().find("orders").map(Registration::connection)).contains(connection);
    }
}
