package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of requests whose target goes, or cannot be sent to. */
final class DepartureTest {
    private static final Duration GRACE = HandMadeHub.DEFAULTS.lostGrace();

    private final HandMadeHub hub = new HandMadeHub();
    private final RecordingConnection billing = hub.connect("billing");
    private final RecordingConnection orders = hub.connect("orders");

    @Test
    void goodbyeFailsWhatIsUnansweredAtOnce() {
        hub.ask(billing, "orders", "\"r-1\"");
        hub.ask(billing, "orders", "\"r-2\"");
        hub.answer(orders, "\"r-1\"", "1");

        hub.router().leave(orders, Departure.CLEAN);

        assertThat(billing.outcomes()).containsExactly("1", "TARGET_SERVICE_LOST");
        assertThat(billing.answers().get(1).text())
                .contains("\"errorData\":{\"targetService\":\"orders\",\"requestID\":\"r-2\"}");
        assertThat(hub.pending().count()).isZero();
    }

    @Test
    void goodbyeLeavesAloneWhatWasSentOverTheNextConnection() {
        hub.ask(billing, "orders", "\"r-1\"");
        hub.router().leave(orders, Departure.LOST);
        RecordingConnection ordersAgain = hub.connect("orders");
        hub.ask(billing, "orders", "\"r-2\"");

        hub.router().leave(ordersAgain, Departure.CLEAN);

        assertThat(billing.answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.id()).isEqualTo("\"r-2\""));
    }

    @Test
    void hubThatStopsTellsEverybodyWhoStillWaits() {
        hub.ask(billing, "orders", "\"r-1\"");
        hub.ask(orders, "billing", "\"r-1\"");

        hub.router().failUnanswered();
        hub.answer(orders, "\"r-1\"", "1");

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_LOST");
        assertThat(orders.outcomes()).containsExactly("TARGET_SERVICE_LOST");
        assertThat(hub.pending().count()).isZero();
    }

    @Test
    void lossFailsNothingUntilTheGraceIsOver() {
        hub.ask(billing, "orders", "\"r-1\"");
        hub.router().leave(orders, Departure.LOST);

        hub.time().advance(GRACE);
        hub.sweep().run();

        assertThat(billing.answers()).isEmpty();
    }

    @Test
    void lossFailsWhatIsUnansweredWhenTheGraceIsOver() {
        hub.ask(billing, "orders", "\"r-1\"");
        hub.router().leave(orders, Departure.LOST);

        hub.time().advance(GRACE.plusNanos(1));
        hub.sweep().run();
        hub.sweep().run();

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_LOST");
    }

    @Test
    void answerOverTheNextConnectionCountsWithinTheGrace() {
        hub.ask(billing, "orders", "\"r-1\"");
        hub.router().leave(orders, Departure.LOST);
        RecordingConnection ordersAgain = hub.connect("orders");

        hub.answer(ordersAgain, "\"r-1\"", "1");
        hub.time().advance(GRACE.plusNanos(1));
        hub.sweep().run();

        assertThat(billing.outcomes()).containsExactly("1");
    }

    @Test
    void whatIsUnansweredWhenTheGraceEndsFailsAlsoIfTheNameIsBack() {
        hub.ask(billing, "orders", "\"r-1\"");
        hub.router().leave(orders, Departure.LOST);
        RecordingConnection ordersAgain = hub.connect("orders");
        hub.ask(billing, "orders", "\"r-2\"");

        hub.time().advance(GRACE.plusNanos(1));
        hub.sweep().run();
        hub.answer(ordersAgain, "\"r-1\"", "\"too late\"");
        hub.answer(ordersAgain, "\"r-2\"", "2");

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_LOST", "2");
    }

    @Test
    void requestToANameThatIsAwayIsNotFoundAtOnce() {
        hub.router().leave(orders, Departure.LOST);

        hub.ask(billing, "orders", "\"r-1\"");

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_NOT_FOUND");
    }

    @Test
    void onlyTheFirstDepartureCounts() {
        hub.ask(billing, "orders", "\"r-1\"");

        hub.router().leave(orders, Departure.CLEAN);
        hub.router().leave(orders, Departure.LOST);
        hub.router().leave(orders, Departure.CLEAN);

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_LOST");
        assertThat(hub.counters().of(HubEvent.SERVICE_LEFT)).isOne();
        assertThat(hub.counters().of(HubEvent.SERVICE_LOST)).isZero();
    }

    @Test
    void departureOfAnUnknownConnectionIsIgnored() {
        hub.router().leave(new RecordingConnection("stranger", "nowhere"), Departure.LOST);

        assertThat(hub.registry().registrations()).hasSize(2);
    }

    @Test
    void requestToAClosedConnectionIsNotFound() {
        orders.willReturn(SendResult.CLOSED);

        hub.ask(billing, "orders", "\"r-1\"");

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_NOT_FOUND");
        assertThat(hub.pending().count()).isZero();
    }

    @Test
    void targetThatSaysGoodbyeWhileItIsSentToGivesOneOutcome() {
        orders.willReturn(SendResult.CLOSED).onSend(request -> hub.router().leave(orders, Departure.CLEAN));

        hub.ask(billing, "orders", "\"r-1\"");

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_LOST");
    }

    @Test
    void requestThatMeetsADepartureIsNotStranded() {
        Registration gone = HandMadeHub.registration(orders);
        hub.router().leave(orders, Departure.LOST);

        Placement placement = hub.pending()
                .put(HandMadeHub.registration(billing), RequestId.of(RawJson.of("1")), gone, CallMeter.NONE, 0);

        assertThat(placement).isEqualTo(Placement.Refused.CALLEE_GONE);
        assertThat(hub.pending().count()).isZero();
    }

    @Test
    void slowConsumerFailsEverythingThatWaitsForItOnceEach() {
        RecordingConnection stock = hub.connect("stock");
        hub.ask(billing, "orders", "\"r-1\"");
        hub.ask(stock, "orders", "\"s-1\"");
        orders.willReturn(SendResult.OVERLOADED);

        hub.ask(billing, "orders", "\"r-2\"");
        hub.router().leave(orders, Departure.LOST);
        hub.time().advance(GRACE.plusNanos(1));
        hub.sweep().run();

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_OVERLOADED", "TARGET_SERVICE_OVERLOADED");
        assertThat(stock.outcomes()).containsExactly("TARGET_SERVICE_OVERLOADED");
        assertThat(hub.counters().of(HubEvent.SERVICE_CUT_OFF)).isOne();
        assertThat(hub.counters().of(ErrorCode.TARGET_SERVICE_OVERLOADED)).isEqualTo(3);
    }

    @Test
    void slowConsumerThatCutsItselfOffWhileItIsSentToGivesOneOutcome() {
        orders.willReturn(SendResult.OVERLOADED).onSend(request -> hub.router().leave(orders, Departure.LOST));

        hub.ask(billing, "orders", "\"r-1\"");
        hub.time().advance(GRACE.plusNanos(1));
        hub.sweep().run();

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_OVERLOADED");
        assertThat(hub.counters().of(HubEvent.SERVICE_CUT_OFF)).isOne();
    }

    @Test
    void slowConsumerIsNotFoundFromThenOn() {
        orders.willReturn(SendResult.OVERLOADED);

        hub.ask(billing, "orders", "\"r-1\"");
        hub.ask(billing, "orders", "\"r-2\"");

        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_OVERLOADED", "TARGET_SERVICE_NOT_FOUND");
    }

    @Test
    void askerThatDoesNotReadItsAnswerIsCutOff() {
        RecordingConnection stock = hub.connect("stock");
        hub.ask(stock, "billing", "\"s-1\"");
        hub.ask(billing, "orders", "\"r-1\"");
        billing.willReturn(SendResult.OVERLOADED);

        hub.answer(orders, "\"r-1\"", "1");

        assertThat(hub.counters().of(HubEvent.ANSWER_ORPHANED)).isOne();
        assertThat(hub.registry().find("billing")).isEmpty();
        assertThat(stock.outcomes()).containsExactly("TARGET_SERVICE_OVERLOADED");
    }

    @Test
    void longChainOfSlowServicesIsCutOffWithoutRecursion() {
        int length = 10_000;
        RecordingConnection first = hub.connect("s0");
        RecordingConnection previous = first;
        for (int i = 1; i < length; i++) {
            RecordingConnection next = hub.connect("s" + i);
            hub.ask(next, "s" + (i - 1), "1");
            previous.willReturn(SendResult.OVERLOADED);
            previous = next;
        }

        hub.ask(billing, "s0", "1");

        assertThat(hub.registry().find("s" + (length - 2))).isEmpty();
        assertThat(previous.outcomes()).containsExactly("TARGET_SERVICE_OVERLOADED");
    }
}
