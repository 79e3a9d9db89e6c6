package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawSocket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Two connections want one name: the old one is asked whether it lives. Every test has a name of its own, since the hub
 * remembers for a minute who was displaced. Needs {@code MICROSTREAM_TAKEOVER_PROBE=1500ms} and {@code
 * MICROSTREAM_TAKEOVER_SILENCE=3500ms}.
 */
@BetterThanTheOriginal
class TakeOverWireIT extends WireTest {
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** For a request to be read by the hub where nothing that it says tells of it. */
    private static final Duration ARRIVAL = Duration.ofMillis(500);

    @Test
    void livingOwnerKeepsItsNameAndTheNewcomerIsToldForGood() {
        RawService owner = service("alive");
        RawService newcomer = newcomer("alive").send("40");

        owner.expectSignOfLifeWanted();

        assertThat(newcomer.next()).startsWith("44{\"message\":\"DUPLICATE_SERVICE_REGISTRATION\"");
        newcomer.expectClosed();
        owner.expectNothing();
    }

    @Test
    void anythingTheOwnerSendsIsASignOfLife() {
        RawService owner = service("busy");
        RawService newcomer = newcomer("busy").send("40");

        assertThat(owner.nextOfTransport()).isEqualTo("2");
        owner.heartbeat();

        assertThat(newcomer.next()).startsWith("44{\"message\":\"DUPLICATE_SERVICE_REGISTRATION\"");
        owner.expectNothing();
    }

    @Test
    void frozenOwnerOnTheSameHostLosesItsNameWhenItsTimeIsOver() {
        RawService frozen = service("frozen");
        long start = System.nanoTime();

        RawService newcomer = newcomer("frozen").join();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_200), Duration.ofSeconds(5));
        newcomer.expectNothing();
        frozen.expectEnd();
    }

    @Test
    void displacedOwnerIsClosedWithoutGoodbye() {
        RawService frozen = service("displaced");

        newcomer("displaced").join();

        assertThat(frozen.next()).isEqualTo("closed");
    }

    @Test
    void requestsGoToTheNewOwner() {
        service("moved");
        RawService newcomer = newcomer("moved").join();
        RawService orders = service("orders");

        orders.request("moved", "{\"id\":\"r-1\"}");

        newcomer.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "1");
        orders.expectResponse("\"r-1\"", "1");
    }

    @Test
    void displacedOwnerThatReturnsIsSentAwayWithoutAWord() {
        service("returning");
        RawService owner = newcomer("returning").join();
        RawService returned = newcomer("returning").send("40");

        owner.expectSignOfLifeWanted();

        returned.expectClosed();
        owner.expectNothing();
    }

    @Test
    void newcomerFromElsewhereIsSentAwayWhileTheOwnerWasHeardOfRecently() {
        RawService frozen = service("elsewhere");
        RawService newcomer = fromElsewhere("elsewhere").send("40");

        newcomer.expectClosed();

        frozen.expectSignOfLifeWanted();
        frozen.expectNothing();
    }

    @Test
    void newcomerFromElsewhereGetsTheNameOfAnOwnerThatIsSilentForLong() {
        RawService frozen = service("long-silent");
        pause(SILENCE);

        fromElsewhere("long-silent").join().expectNothing();

        frozen.expectEnd();
    }

    @Test
    void firstOfTwoNewcomersWins() {
        RawService owner = service("contested");
        RawService first = newcomer("contested").send("40");
        assertThat(owner.nextOfTransport()).as("the first is in").isEqualTo("2");
        RawService second = newcomer("contested").send("40");

        assertThat(first.next()).startsWith("40{\"sid\":");
        second.expectClosed();
        first.expectNothing();
    }

    @Test
    void secondNewcomerGetsTheNameWhenTheFirstHasLeft() {
        service("abandoned");
        newcomer("abandoned").send("40").close();
        RawService second = newcomer("abandoned").send("40");

        assertThat(second.next()).startsWith("40{\"sid\":");
        second.expectNothing();
    }

    @Test
    void nameIsGivenAtOnceWhenItsOwnerHangsUpDuringTheQuestion() {
        RawService owner = service("leaving");
        RawService newcomer = newcomer("leaving").send("40");
        assertThat(owner.nextOfTransport()).isEqualTo("2");

        owner.close();

        assertThat(newcomer.next()).startsWith("40{\"sid\":");
        newcomer.expectNothing();
    }

    @Test
    void newcomerThatLeavesDuringTheQuestionLeavesTheOwnerAlone() {
        RawService owner = service("undisturbed");
        RawService newcomer = newcomer("undisturbed").send("40");
        assertThat(owner.nextOfTransport()).isEqualTo("2");

        newcomer.close();
        owner.send("3");

        owner.expectNothing();
    }

    @Test
    void ownerOnPollingShowsLifeByItsNextPoll() {
        RawService owner = pollingService("polling-alive");
        RawService newcomer = newcomer("polling-alive").send("40");

        assertThat(owner.nextOfTransport()).isEqualTo("2");
        owner.send("3");

        assertThat(newcomer.next()).startsWith("44{\"message\":\"DUPLICATE_SERVICE_REGISTRATION\"");
        owner.expectNothing();
    }

    @Test
    void ownerOnPollingThatDoesNotPollLosesItsName() {
        pollingService("polling-silent");

        newcomer("polling-silent").join().expectNothing();
    }

    @Test
    void waitingPollOfAFrozenOwnerIsNoSignOfLife() {
        RawEngineClient frozen = session("polling-frozen").join();
        RawHttp poll = frozen.beginPoll();
        pause(ARRIVAL); // a poll that came after the question would be a sign of life

        newcomer("polling-frozen").join().expectNothing();

        assertThat(poll.answer().text()).startsWith("2");
    }

    @Test
    void newcomerOverPollingTakesTheNameOver() {
        service("to-polling");
        RawService newcomer = pollingNewcomer("to-polling");

        newcomer.join().expectNothing();
    }

    @Test
    void lateAnswerOfADisplacedOwnerIsDropped() {
        RawService frozen = service("late");
        RawService orders = service("orders").request("late", "{\"id\":\"r-1\"}");
        frozen.expectRequest("{\"id\":\"r-1\"}");
        RawService owner = newcomer("late").join();

        frozen.respond("\"r-1\"", "\"stale\"");

        owner.expectNothing();
        orders.expectError("\"r-1\"", "TARGET_SERVICE_LOST");
    }

    private RawService fromElsewhere(String name) {
        return track(RawService.websocket(RawSocket.from("127.0.0.2", hub()), name));
    }

    /** Time has to pass without a word from the owner; there is nothing to wait for. */
    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
