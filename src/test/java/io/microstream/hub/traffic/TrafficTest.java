package io.microstream.hub.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.routing.Departure;
import io.microstream.hub.routing.Outcome;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrafficTest {
    private final Traffic traffic = new Traffic(new TrafficSettings(true, 100, true));
    private final HandMadeHub hub = new HandMadeHub(HandMadeHub.DEFAULTS, traffic);
    private final RecordingConnection billing = hub.connect("billing");
    private final RecordingConnection orders = hub.connect("orders");

    @Test
    void callsAreCountedWithTheirOutcomes() {
        hub.ask(billing, "orders", "1");
        hub.answer(orders, "1", "{}");
        hub.ask(billing, "orders", "2");
        hub.answer(orders, "2", "{\"error\":{\"code\":\"NO\"}}");
        hub.ask(billing, "orders", "3");

        assertThat(traffic.calls()).singleElement().satisfies(call -> {
            assertThat(call.begun()).isEqualTo(3);
            assertThat(call.ended(Outcome.ANSWERED)).isEqualTo(1);
            assertThat(call.ended(Outcome.FAILED)).isEqualTo(1);
            assertThat(call.errors()).isEqualTo(1);
            assertThat(call.inFlight()).isEqualTo(1);
            assertThat(call.bytes()).isEqualTo(24);
        });
    }

    @Test
    void minuteForgetsWhatIsOlder() {
        hub.ask(billing, "orders", "1");
        hub.answer(orders, "1", "{}");
        traffic.sample(0);
        LatencyWindow minute = traffic.calls().get(0).lastMinute();
        assertThat(minute.requests()).isEqualTo(1);
        assertThat(latencies(minute)).isEqualTo(1);

        for (int i = 0; i < LatencyWindow.STEPS - 1; i++) {
            traffic.sample(0);
        }
        assertThat(minute.requests()).isEqualTo(1);
        traffic.sample(0);

        assertThat(minute.requests()).isZero();
        assertThat(latencies(minute)).isZero();
    }

    @Test
    void lastRequestsOfAServiceAreListedNewestFirst() {
        hub.ask(billing, "orders", "1");
        hub.answer(orders, "1", "{}");
        hub.ask(orders, "billing", "2");

        assertThat(traffic.lastRequests("orders"))
                .extracting(ServiceRequest::direction, ServiceRequest::peer, ServiceRequest::outcome)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("in", "billing", "answered"),
                        org.assertj.core.groups.Tuple.tuple("out", "billing", "waiting"));
        assertThat(traffic.lastRequests("orders"))
                .extracting(ServiceRequest::body)
                .contains("{\"id\":1}");
        for (int i = 0; i < 100; i++) {
            hub.ask(billing, "orders", "\"r" + i + "\"");
        }
        assertThat(traffic.lastRequests("orders")).hasSize(ServiceRequest.SHOWN);
    }

    @Test
    void namesThatNobodyEverHadAreCountedTogether() {
        hub.ask(billing, "made-up-1", "1");
        hub.ask(billing, "made-up-2", "2");
        hub.router().leave(orders, Departure.CLEAN);
        hub.ask(billing, "orders", "3");

        assertThat(traffic.calls()).extracting(CallStats::callee).containsExactly(CallTable.OTHER, "orders");
        assertThat(traffic.calls().get(0).ended(Outcome.NOT_FOUND)).isEqualTo(2);
    }

    @Test
    void serviceThatHasGoneIsRememberedUntilItIsBack() {
        hub.router().leave(orders, Departure.LOST);

        assertThat(traffic.goneServices()).extracting(GoneServices.Gone::name).containsExactly("orders");
        assertThat(traffic.goneInLastHour(Departure.LOST)).isEqualTo(1);
        hub.connect("orders");
        assertThat(traffic.goneServices()).isEmpty();
        assertThat(traffic.goneInLastHour(Departure.LOST)).isEqualTo(1);
    }

    @Test
    void refusedHandshakeIsListed() {
        hub.connect("orders", "elsewhere");
        hub.registry().heardFrom(orders);

        assertThat(traffic.refusedHandshakes())
                .extracting(RefusedHandshakes.Refused::name, RefusedHandshakes.Refused::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("orders", "DUPLICATE_SERVICE_REGISTRATION"));
    }

    @Test
    void nothingIsMeasuredWhereStatisticsAreOff() {
        Traffic off = new Traffic(new TrafficSettings(false, 100, false));
        HandMadeHub quiet = new HandMadeHub(HandMadeHub.DEFAULTS, off);
        RecordingConnection asker = quiet.connect("billing");
        quiet.connect("orders");

        quiet.ask(asker, "orders", "1");

        assertThat(off.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"error\":{\"code\":\"X\"}}|true",
                "{ \"error\" : \"no\"}|true",
                "{\"error\":null}|false",
                "{\"error\":false}|false",
                "{\"errors\":[1]}|false",
                "{}|false",
                "[\"error\"]|false",
                "\"error\"|false",
                "7|false"
            })
    void errorIsToldFromAResult(String answer, boolean error) {
        assertThat(Answers.isError(RawJson.of(answer))).isEqualTo(error);
    }

    private static long latencies(LatencyWindow minute) {
        Latencies sum = new Latencies();
        minute.addTo(sum);
        return sum.total();
    }
}
