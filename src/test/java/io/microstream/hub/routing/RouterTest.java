package io.microstream.hub.routing;

import static io.microstream.hub.testing.HandMadeHub.registration;
import static io.microstream.hub.testing.HandMadeHub.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.message.Payload;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.TargetService;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterTest {
    private final HandMadeHub hub = new HandMadeHub();
    private final RecordingConnection billing = hub.connect("billing");
    private final RecordingConnection orders = hub.connect("orders");

    @Test
    void requestReachesItsTargetAsItCame() {
        byte[] picture = {1, 2, 3};
        RawJson json = RawJson.of("{\"event\":\"pay\",\"id\":\"r-1\",\"headers\":{}}");
        Payload payload = new Payload(json, RequestId.of(RawJson.of("\"r-1\"")), 20);

        hub.route(billing, new HubMessage.Request(target("orders"), payload, List.of(picture)));

        assertThat(orders.requests()).singleElement().satisfies(request -> {
            assertThat(request.text()).isEqualTo(json.text());
            assertThat(request.id()).isEqualTo("\"r-1\"");
            assertThat(request.attachments()).containsExactly(picture);
        });
        assertThat(hub.pending().count()).isOne();
    }

    @Test
    void answerReachesItsAsker() {
        hub.ask(billing, "orders", "\"r-1\"");

        hub.answer(orders, "\"r-1\"", "{\"total\":7}");

        assertThat(billing.answerTexts()).containsExactly("\"r-1\"={\"total\":7}");
        assertThat(hub.pending().count()).isZero();
    }

    @Test
    void answerKeepsItsAttachments() {
        byte[] picture = {4, 5};
        hub.ask(billing, "orders", "\"r-1\"");

        hub.route(
                orders,
                new HubMessage.Response(
                        RequestId.of(RawJson.of("\"r-1\"")),
                        RawJson.of("{\"_placeholder\":true,\"num\":0}"),
                        List.of(picture)));

        assertThat(billing.answers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.attachments()).containsExactly(picture));
    }

    @Test
    void absentAnswerStaysAbsentForTheConnectionToEncode() {
        hub.ask(billing, "orders", "\"r-1\"");

        hub.route(orders, new HubMessage.Response(RequestId.of(RawJson.of("\"r-1\"")), RawJson.ABSENT, List.of()));

        assertThat(billing.answerTexts()).containsExactly("\"r-1\"=");
    }

    @Test
    void targetNameIsComparedUnescaped() {
        hub.ask(billing, "\\u006frders", "\"r-1\"");

        assertThat(orders.requests()).hasSize(1);
    }

    @Test
    void serviceMayAskItself() {
        hub.ask(orders, "orders", "1");
        hub.answer(orders, "1", "true");

        assertThat(orders.requests()).hasSize(1);
        assertThat(orders.answerTexts()).containsExactly("1=true");
    }

    @Test
    void answerMayComeBeforeTheRequestIsSent() {
        orders.onSend(request -> hub.answer(orders, request.id(), "1"));

        hub.ask(billing, "orders", "\"r-1\"");

        assertThat(billing.outcomes()).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"r-2\"", "\"R-1\"", "1", "null", "{\"a\":1}", "[]"})
    void answerToAnUnknownIdIsDroppedAndCounted(String id) {
        hub.ask(billing, "orders", "\"r-1\"");

        hub.answer(orders, id, "1");

        assertThat(billing.answers()).isEmpty();
        assertThat(hub.counters().of(HubEvent.ANSWER_UNKNOWN)).isOne();
        assertThat(hub.pending().count()).isOne();
    }

    @Test
    void answerWithoutIdIsDropped() {
        hub.ask(billing, "orders", "null");

        hub.route(orders, new HubMessage.Response(RequestId.ABSENT, RawJson.of("1"), List.of()));

        assertThat(billing.answers()).isEmpty();
        assertThat(hub.counters().of(HubEvent.ANSWER_UNKNOWN)).isOne();
    }

    @Test
    void secondAnswerIsDropped() {
        hub.ask(billing, "orders", "\"r-1\"");

        hub.answer(orders, "\"r-1\"", "1");
        hub.answer(orders, "\"r-1\"", "2");

        assertThat(billing.answerTexts()).containsExactly("\"r-1\"=1");
    }

    @Test
    void onlyTheServiceThatWasAskedCanAnswer() {
        RecordingConnection intruder = hub.connect("intruder");
        hub.ask(billing, "orders", "\"r-1\"");

        hub.answer(intruder, "\"r-1\"", "\"forged\"");
        hub.answer(billing, "\"r-1\"", "\"forged\"");
        hub.answer(orders, "\"r-1\"", "\"true\"");

        assertThat(billing.answerTexts()).containsExactly("\"r-1\"=\"true\"");
        assertThat(hub.counters().of(HubEvent.ANSWER_UNKNOWN)).isEqualTo(2);
    }

    @Test
    void answerReachesAnAskerThatIsBackOverAnotherConnection() {
        hub.ask(billing, "orders", "\"r-1\"");
        hub.router().leave(billing, Departure.LOST);
        RecordingConnection billingAgain = hub.connect("billing");

        hub.answer(orders, "\"r-1\"", "1");

        assertThat(billing.answers()).isEmpty();
        assertThat(billingAgain.answerTexts()).containsExactly("\"r-1\"=1");
    }

    @Test
    void answerToAnAskerThatIsGoneIsDroppedAndCounted() {
        hub.ask(billing, "orders", "\"r-1\"");
        hub.router().leave(billing, Departure.CLEAN);

        hub.answer(orders, "\"r-1\"", "1");

        assertThat(hub.counters().of(HubEvent.ANSWER_ORPHANED)).isOne();
        assertThat(hub.counters().of(HubEvent.ANSWER_DELIVERED)).isZero();
        assertThat(hub.pending().count()).isZero();
    }

    @Test
    void unknownTargetIsAnsweredAsTheOriginalDoes() {
        hub.ask(billing, "Z", "\"ID\"");

        assertThat(billing.answerTexts())
                .containsExactly(
                        "\"ID\"={\"error\":{\"code\":\"TARGET_SERVICE_NOT_FOUND\",\"message\":\"Service \\\"Z\\\" not found\",\"errorData\":{\"targetService\":\"Z\",\"requestID\":\"ID\"}}}");
        assertThat(hub.pending().count()).isZero();
        assertThat(hub.counters().of(ErrorCode.TARGET_SERVICE_NOT_FOUND)).isOne();
    }

    @Test
    void unknownTargetOfARequestWithoutIdIsAnsweredWithoutId() {
        hub.route(billing, new HubMessage.Request(target("Z"), withoutId(), List.of()));

        assertThat(billing.answerTexts())
                .containsExactly(
                        "={\"error\":{\"code\":\"TARGET_SERVICE_NOT_FOUND\",\"message\":\"Service \\\"Z\\\" not found\",\"errorData\":{\"targetService\":\"Z\"}}}");
    }

    @Test
    void targetThatIsNoStringIsNotFoundEvenIfItReadsLikeAName() {
        RecordingConnection one = hub.connect("1");
        Payload payload = new Payload(RawJson.of("{\"id\":9}"), RequestId.of(RawJson.of("9")), 6);

        hub.route(billing, new HubMessage.Request(new TargetService(RawJson.of("1")), payload, List.of()));

        assertThat(one.requests()).isEmpty();
        assertThat(billing.outcomes()).containsExactly("TARGET_SERVICE_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__proto__", "constructor", "café x y", "undefined"})
    void everyNameIsANameLikeAnyOther(String name) {
        RecordingConnection odd = hub.connect(name);

        hub.ask(billing, name, "1");

        assertThat(odd.requests()).hasSize(1);
    }

    @Test
    void requestWithoutIdIsForwardedAndNotRemembered() {
        hub.route(billing, new HubMessage.Request(target("orders"), withoutId(), List.of()));

        assertThat(orders.requests())
                .singleElement()
                .satisfies(sent -> assertThat(sent.id()).isEmpty());
        assertThat(hub.pending().count()).isZero();
    }

    @Test
    void malformedRequestIsAnsweredWhereItHasAnId() {
        hub.route(billing, new HubMessage.Malformed(RequestId.of(RawJson.of("\"r-1\"")), "Nested too deep."));

        assertThat(billing.answerTexts())
                .containsExactly(
                        "\"r-1\"={\"error\":{\"code\":\"REQUEST_MALFORMED\",\"message\":\"Nested too deep.\",\"errorData\":{\"requestID\":\"r-1\"}}}");
        assertThat(hub.counters().of(HubEvent.MESSAGE_MALFORMED)).isOne();
    }

    @Test
    void malformedMessageWithoutIdIsCountedAndNothingElse() {
        hub.route(billing, new HubMessage.Malformed(RequestId.ABSENT, "A request without payload."));

        assertThat(billing.answers()).isEmpty();
        assertThat(hub.counters().of(HubEvent.MESSAGE_MALFORMED)).isOne();
    }

    @Test
    void everyEventIsASignOfLifeOfItsSenderOnly() {
        hub.time().advance(Duration.ofSeconds(5));

        hub.route(billing, new HubMessage.Unknown());

        assertThat(registration(billing).lastSignOfLifeNanos())
                .isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(registration(orders).lastSignOfLifeNanos()).isZero();
    }

    @Test
    void serviceIsCountedOnBothSides() {
        hub.ask(billing, "orders", "1");
        hub.answer(orders, "1", "1");

        assertThat(registration(billing).requestsSent()).isOne();
        assertThat(registration(orders).requestsReceived()).isOne();
        assertThat(registration(orders).answersSent()).isOne();
        assertThat(registration(orders).unanswered()).isZero();
    }

    private static Payload withoutId() {
        return new Payload(RawJson.of("{\"event\":\"hello\"}"), RequestId.ABSENT, 0);
    }
}
