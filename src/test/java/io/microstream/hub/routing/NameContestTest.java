package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a newcomer whose name is taken. */
final class NameContestTest {
    private static final Duration PROBE = HandMadeHub.DEFAULTS.takeoverProbe();
    private static final Duration SILENCE = HandMadeHub.DEFAULTS.takeoverSilence();
    private static final Refusal FATAL = new Refusal.Told(
            ErrorCode.DUPLICATE_SERVICE_REGISTRATION,
            "Duplicate Service Registration Name! A service with the same name is already registered.");

    private final HandMadeHub hub = new HandMadeHub();
    private final RecordingConnection owner = hub.connect("orders", "10.0.0.1");

    @Test
    void newcomerWaitsWhileTheOwnerIsAsked() {
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.1");

        assertThat(owner.probes()).isOne();
        assertUndecided(newcomer);
        assertThat(hub.registry().contests()).isOne();
    }

    @Test
    void ownerThatShowsLifeKeepsItsNameAndTheNewcomerIsTold() {
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.1");

        hub.registry().heardFrom(owner);

        assertThat(newcomer.refusals()).containsExactly(FATAL);
        assertOwns(owner);
        assertThat(hub.registry().contests()).isZero();
        assertThat(hub.counters().of(HubEvent.NEWCOMER_REFUSED)).isOne();
    }

    @Test
    void ownerMayShowLifeUntilExactlyTheEndOfTheProbe() {
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.1");

        hub.time().advance(PROBE);
        hub.registry().settleContests();
        assertUndecided(newcomer);
        hub.registry().heardFrom(owner);

        assertThat(newcomer.refusals()).containsExactly(FATAL);
    }

    @Test
    void newcomerFromElsewhereIsToTryAgainWhileTheOwnerWasHeardOfLately() {
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.2");

        passProbe();

        assertThat(newcomer.refusals()).singleElement().isInstanceOf(Refusal.TryAgain.class);
        assertOwns(owner);
        assertThat(owner.closes()).isEmpty();
        assertThat(hub.counters().of(HubEvent.NEWCOMER_SENT_AWAY)).isOne();
    }

    @Test
    void addressThatAllClientsOfAProxyShareProvesNothing() {
        owner.behindAProxy();
        RecordingConnection newcomer = hub.connect("orders", owner.remoteAddress());

        passProbe();

        assertThat(newcomer.refusals()).singleElement().isInstanceOf(Refusal.TryAgain.class);
        assertOwns(owner);
    }

    @Test
    void newcomerFromElsewhereThatTriesAgainIsAskedAboutAgain() {
        hub.connect("orders", "10.0.0.2");
        passProbe();
        hub.time().advance(SILENCE);

        RecordingConnection again = hub.connect("orders", "10.0.0.2");
        passProbe();

        assertThat(owner.probes()).isEqualTo(2);
        assertOwns(again);
    }

    @Test
    void silenceFreesTheNameForAnyAddressFromExactlyItsLimitOn() {
        hub.time().advance(SILENCE.minus(PROBE).minusNanos(1));
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.2");

        passProbe();

        assertOwns(newcomer);
    }

    @Test
    void silenceShortOfItsLimitFreesNothing() {
        hub.time().advance(SILENCE.minus(PROBE).minusNanos(2));
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.2");

        passProbe();

        assertThat(newcomer.refusals()).singleElement().isInstanceOf(Refusal.TryAgain.class);
    }

    @Test
    void anyPacketEndsTheSilence() {
        hub.time().advance(SILENCE);
        hub.registry().heardFrom(owner);
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.2");

        passProbe();

        assertOwns(owner);
        assertThat(newcomer.isWelcome()).isFalse();
    }

    @Test
    void oneQuestionIsAskedForManyNewcomers() {
        hub.connect("orders", "10.0.0.1");
        hub.connect("orders", "10.0.0.1");

        assertThat(owner.probes()).isOne();
        assertThat(hub.registry().contests()).isOne();
    }

    @Test
    void firstNewcomerWinsAndTheOthersAreToTryAgain() {
        RecordingConnection first = hub.connect("orders", "10.0.0.1");
        RecordingConnection second = hub.connect("orders", "10.0.0.1");

        passProbe();

        assertOwns(first);
        assertThat(second.refusals()).singleElement().isInstanceOf(Refusal.TryAgain.class);
    }

    @Test
    void firstNewcomerThatMayHaveTheNameWins() {
        RecordingConnection elsewhere = hub.connect("orders", "10.0.0.2");
        RecordingConnection sameHost = hub.connect("orders", "10.0.0.1");

        passProbe();

        assertOwns(sameHost);
        assertThat(elsewhere.refusals()).singleElement().isInstanceOf(Refusal.TryAgain.class);
    }

    @Test
    void allNewcomersAreToldWhenTheOwnerShowsLife() {
        RecordingConnection first = hub.connect("orders", "10.0.0.1");
        RecordingConnection second = hub.connect("orders", "10.0.0.2");

        hub.registry().heardFrom(owner);

        assertThat(first.refusals()).containsExactly(FATAL);
        assertThat(second.refusals()).containsExactly(FATAL);
    }

    @Test
    void newcomerThatLeavesIsForgottenAndTheNextWins() {
        RecordingConnection first = hub.connect("orders", "10.0.0.1");
        RecordingConnection second = hub.connect("orders", "10.0.0.1");

        hub.router().leave(first, Departure.LOST);
        passProbe();

        assertUndecided(first);
        assertOwns(second);
    }

    @Test
    void contestEndsWithItsLastNewcomer() {
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.1");

        hub.router().leave(newcomer, Departure.CLEAN);
        passProbe();

        assertThat(hub.registry().contests()).isZero();
        assertOwns(owner);
        assertUndecided(newcomer);
    }

    @Test
    void contestsOfManyNamesEndEachAtItsTime() {
        RecordingConnection stock = hub.connect("stock", "10.0.0.1");
        RecordingConnection forOrders = hub.connect("orders", "10.0.0.1");
        hub.time().advance(Duration.ofNanos(1));
        RecordingConnection forStock = hub.connect("stock", "10.0.0.1");
        hub.time().advance(PROBE);

        hub.registry().settleContests();

        assertOwns(forOrders);
        assertUndecided(forStock);
        assertThat(stock.closes()).isEmpty();
    }

    @Test
    void numberOfNewcomersThatWaitIsBounded() {
        List<RecordingConnection> newcomers = new ArrayList<>();
        for (int i = 0; i < NameContest.MAX_NEWCOMERS + 1; i++) {
            newcomers.add(hub.connect("orders", "10.0.0.1"));
        }

        assertUndecided(newcomers.get(NameContest.MAX_NEWCOMERS - 1));
        assertThat(newcomers.get(NameContest.MAX_NEWCOMERS).refusals())
                .singleElement()
                .isInstanceOf(Refusal.TryAgain.class);
    }

    @Test
    void newcomersThatWaitAreToTryAgainWhenTheHubStopsAdmitting() {
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.1");

        hub.registry().stopAdmitting("the hub stops");
        passProbe();

        assertThat(newcomer.refusals()).containsExactly(new Refusal.TryAgain("the hub stops"));
        assertOwns(owner);
    }

    @Test
    void hubThatSleptThroughTheProbeGivesTheOwnerItsTime() {
        RecordingConnection newcomer = hub.connect("orders", "10.0.0.1");

        hub.time().oversleep(Duration.ofSeconds(17));
        hub.registry().settleContests();
        hub.registry().heardFrom(owner);

        assertOwns(owner);
        assertThat(newcomer.refusals()).containsExactly(FATAL);
    }

    @Test
    void ownerMayShowLifeWhileItIsBeingAsked() {
        RecordingConnection eager = new RecordingConnection("eager", "10.0.0.3") {
            @Override
            public void probe() {
                super.probe();
                hub.registry().heardFrom(this);
            }
        };
        hub.registry().connect(new ServiceName("eager"), eager);

        RecordingConnection newcomer = hub.connect("eager", "10.0.0.3");

        assertThat(newcomer.refusals()).containsExactly(FATAL);
    }

    private void passProbe() {
        hub.time().advance(PROBE.plusNanos(1));
        hub.registry().settleContests();
    }

    private void assertOwns(RecordingConnection connection) {
        assertThat(hub.registry().find("orders").map(Registration::connection)).contains(connection);
    }

    private static void assertUndecided(RecordingConnection newcomer) {
        assertThat(newcomer.isWelcome()).isFalse();
        assertThat(newcomer.refusals()).isEmpty();
    }
}
