package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids, bounds and expiry, seen through the router. */
final class PendingRequestsTest {
    private static final Duration TTL = HandMadeHub.DEFAULTS.pendingTtl();

    private final HandMadeHub hub = new HandMadeHub();
    private final RecordingConnection billing = hub.connect("billing");
    private final RecordingConnection stock = hub.connect("stock");
    private final RecordingConnection orders = hub.connect("orders");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {"1|1.0", "1.0|1", "1e3|1000", "-0|0", "\"a\"|\"\\u0061\"", "null|null", "true|true", "\"\"|\"\""})
    void answerNamesItsRequestByValueAndTheAskerGetsItsOwnText(String asked, String answered) {
        hub.ask(billing, "orders", asked);

        hub.answer(orders, answered, "7");

        assertThat(billing.answerTexts()).containsExactly(asked + "=7");
    }

    @Test
    void numberAndStringAreTwoIds() {
        hub.ask(billing, "orders", "1");

        hub.answer(orders, "\"1\"", "7");

        assertThat(billing.answers()).isEmpty();
    }

    @Test
    void sameIdOfAnotherAskerTravelsUnderAnIdOfTheHub() {
        hub.ask(billing, "orders", "\"r-1\"");
        hub.ask(stock, "orders", "\"r-1\"");
        List<String> ids = idsSeenByOrders();

        hub.answer(orders, ids.get(1), "\"for stock\"");
        hub.answer(orders, ids.get(0), "\"for billing\"");

        assertThat(ids.get(0)).isEqualTo("\"r-1\"");
        assertThat(ids.get(1)).matches("\"hub-[0-9a-z]+-[0-9a-z]+\"");
        assertThat(billing.answerTexts()).containsExactly("\"r-1\"=\"for billing\"");
        assertThat(stock.answerTexts()).containsExactly("\"r-1\"=\"for stock\"");
    }

    @Test
    void idThatWasAnsweredIsFreeForAnotherAsker() {
        hub.ask(billing, "orders", "\"r-1\"");
        hub.answer(orders, "\"r-1\"", "1");

        hub.ask(stock, "orders", "\"r-1\"");

        assertThat(idsSeenByOrders()).containsExactly("\"r-1\"", "\"r-1\"");
    }

    @Test
    void sameIdAtTwoTargetsIsTwoRequests() {
        hub.ask(billing, "orders", "1");
        hub.ask(billing, "stock", "1");

        hub.answer(orders, "1", "\"orders\"");
        hub.answer(stock, "1", "\"stock\"");

        assertThat(billing.answerTexts()).containsExactly("1=\"orders\"", "1=\"stock\"");
    }

    @Test
    void askerThatUsesAnIdAgainGivesUpItsOlderRequest() {
        hub.ask(billing, "orders", "1");
        hub.ask(billing, "orders", "1.0");

        hub.answer(orders, "1", "7");
        hub.answer(orders, "1", "8");

        assertThat(billing.answerTexts()).containsExactly("1.0=7");
        assertThat(hub.counters().of(HubEvent.REQUEST_GIVEN_UP)).isOne();
        assertThat(hub.pending().count()).isZero();
    }

    @Test
    void askerGivesUpAnOlderRequestAlsoIfThatTravelsUnderAnIdOfTheHub() {
        hub.ask(billing, "orders", "1");
        hub.ask(stock, "orders", "1");
        hub.ask(stock, "orders", "1");
        List<String> ids = idsSeenByOrders();

        hub.answer(orders, ids.get(1), "\"to the older\"");
        hub.answer(orders, ids.get(2), "\"to the newer\"");
        hub.answer(orders, ids.get(0), "\"to billing\"");

        assertThat(stock.answerTexts()).containsExactly("1=\"to the newer\"");
        assertThat(billing.answerTexts()).containsExactly("1=\"to billing\"");
        assertThat(hub.pending().count()).isZero();
    }

    @Test
    void idOfTheHubIsGivenUpAlsoIfTheAskersOwnHasBecomeFree() {
        hub.ask(billing, "orders", "1");
        hub.ask(stock, "orders", "1");
        hub.answer(orders, "1", "7");

        hub.ask(stock, "orders", "1");

        assertThat(hub.counters().of(HubEvent.REQUEST_GIVEN_UP)).isOne();
        assertThat(hub.pending().count()).isOne();
    }

    @Test
    void askerMayUseAnIdThatLooksLikeTheHubs() {
        hub.ask(billing, "orders", "1");
        hub.ask(stock, "orders", "1");
        String hubId = idsSeenByOrders().get(1);

        hub.ask(stock, "orders", hubId);
        List<String> ids = idsSeenByOrders();
        hub.answer(orders, ids.get(1), "\"first\"");
        hub.answer(orders, ids.get(2), "\"second\"");

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(stock.answerTexts()).containsExactly("1=\"first\"", hubId + "=\"second\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "[1,2]", "{}", "[]"})
    void idWithoutAComparableValueTravelsUnderAnIdOfTheHub(String id) {
        hub.ask(billing, "orders", id);
        hub.ask(billing, "orders", id);

        hub.answer(orders, idsSeenByOrders().get(1), "2");
        hub.answer(orders, idsSeenByOrders().get(0), "1");

        assertThat(billing.answerTexts()).containsExactly(id + "=2", id + "=1");
    }

    @Test
    void askerMayHaveAsManyUnansweredRequestsAsAllowed() {
        HandMadeHub small = new HandMadeHub(HandMadeHub.bounded(2, 100));
        RecordingConnection asker = small.connect("billing");
        small.connect("orders");

        small.ask(asker, "orders", "1");
        small.ask(asker, "orders", "2");

        assertThat(asker.answers()).isEmpty();
    }

    @Test
    void askerWithTooManyUnansweredRequestsIsRefusedUntilOneIsAnswered() {
        HandMadeHub small = new HandMadeHub(HandMadeHub.bounded(2, 100));
        RecordingConnection asker = small.connect("billing");
        RecordingConnection callee = small.connect("orders");
        small.ask(asker, "orders", "1");
        small.ask(asker, "orders", "2");

        small.ask(asker, "orders", "3");
        small.answer(callee, "1", "\"ok\"");
        small.ask(asker, "orders", "4");

        assertThat(asker.outcomes()).containsExactly("TOO_MANY_REQUESTS", "\"ok\"");
        assertThat(callee.requests()).hasSize(3);
        assertThat(small.pending().count()).isEqualTo(2);
    }

    @Test
    void askerThatComesBackIsStillBounded() {
        HandMadeHub small = new HandMadeHub(HandMadeHub.bounded(1, 100));
        RecordingConnection asker = small.connect("billing");
        small.connect("orders");
        small.ask(asker, "orders", "1");
        small.router().leave(asker, Departure.LOST);
        small.sweep().run();
        RecordingConnection askerAgain = small.connect("billing");

        small.ask(askerAgain, "orders", "2");

        assertThat(askerAgain.outcomes()).containsExactly("TOO_MANY_REQUESTS");
    }

    @Test
    void allAskersTogetherAreBounded() {
        HandMadeHub small = new HandMadeHub(HandMadeHub.bounded(10, 2));
        RecordingConnection callee = small.connect("orders");
        RecordingConnection first = small.connect("billing");
        RecordingConnection second = small.connect("stock");
        small.ask(first, "orders", "1");
        small.ask(first, "orders", "2");

        small.ask(second, "orders", "3");
        small.router().leave(callee, Departure.CLEAN);

        assertThat(second.outcomes()).containsExactly("TOO_MANY_REQUESTS");
        assertThat(small.pending().count()).isZero();
    }

    @Test
    void requestIsFailedOnceItsOwnTimeoutHasPassed() {
        hub.ask(billing, "orders", "1", 250);
        hub.ask(billing, "orders", "2", 5_000);
        hub.ask(billing, "orders", "3");

        hub.time().advance(Duration.ofMillis(250));
        hub.router().failOverdue();
        assertThat(billing.answers()).isEmpty();
        hub.time().advance(Duration.ofNanos(1));
        hub.router().failOverdue();

        assertThat(billing.answerTexts())
                .singleElement()
                .asString()
                .startsWith("1={\"error\":{\"code\":\"DEADLINE_EXCEEDED\",\"message\":\"Service \\\"orders\\\" did not"
                        + " answer");
        assertThat(hub.pending().count()).isEqualTo(2);
    }

    @Test
    void deadlineThatWasLaterThanAnAnsweredOneIsNotForgotten() {
        hub.ask(billing, "orders", "1", 250);
        hub.ask(billing, "orders", "2", 500);
        hub.answer(orders, "1", "7");

        hub.time().advance(Duration.ofMillis(300));
        hub.router().failOverdue();
        hub.time().advance(Duration.ofMillis(300));
        hub.router().failOverdue();

        assertThat(billing.answerTexts()).hasSize(2).last().asString().startsWith("2={\"error\"");
    }

    @Test
    void answerAfterTheDeadlineIsDropped() {
        hub.ask(billing, "orders", "1", 250);
        hub.time().advance(Duration.ofMillis(251));
        hub.router().failOverdue();

        hub.answer(orders, "1", "7");

        assertThat(billing.answers()).hasSize(1);
        assertThat(hub.counters().of(HubEvent.ANSWER_UNKNOWN)).isOne();
    }

    @Test
    void requestIsRememberedForExactlyItsTime() {
        hub.ask(billing, "orders", "1");

        hub.time().advance(TTL);
        hub.router().failExpired();
        hub.answer(orders, "1", "\"late\"");

        assertThat(billing.outcomes()).containsExactly("\"late\"");
    }

    @Test
    void requestThatNobodyAnswersExpiresAndItsAskerIsTold() {
        hub.ask(billing, "orders", "1");

        hub.time().advance(TTL.plusNanos(1));
        hub.router().failExpired();
        hub.answer(orders, "1", "\"too late\"");

        assertThat(billing.outcomes()).containsExactly("REQUEST_EXPIRED");
        assertThat(billing.answers().get(0).text())
                .contains("\"errorData\":{\"targetService\":\"orders\",\"requestID\":1}");
        assertThat(hub.pending().count()).isZero();
    }

    @Test
    void youngerRequestsDoNotExpireWithTheOlder() {
        hub.ask(billing, "orders", "1");
        hub.time().advance(Duration.ofNanos(1));
        hub.ask(billing, "orders", "2");

        hub.time().advance(TTL);
        hub.router().failExpired();

        assertThat(billing.answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.id()).isEqualTo("1"));
    }

    @Test
    void namesThatAreGoneAreForgotten() {
        hub.ask(billing, "orders", "1");
        hub.router().leave(orders, Departure.LOST);
        hub.router().leave(billing, Departure.LOST);
        hub.router().leave(stock, Departure.CLEAN);
        hub.sweep().run();
        assertThat(hub.pending().names())
                .as("as long as something is unanswered")
                .isEqualTo(2);

        hub.time().advance(Duration.ofSeconds(4));
        hub.sweep().run();

        assertThat(hub.pending().names()).isZero();
        assertThat(hub.pending().count()).isZero();
    }

    private List<String> idsSeenByOrders() {
        return orders.requests().stream().map(RecordingConnection.Sent::id).toList();
    }
}
