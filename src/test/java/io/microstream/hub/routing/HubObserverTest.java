package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.message.Payload;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each request that begins ends once, with the outcome that its asker got. */
final class HubObserverTest {
    private final List<String> seen = new ArrayList<>();
    private final HandMadeHub hub = new HandMadeHub(HandMadeHub.bounded(2, 100), new Recorder());
    private final RecordingConnection billing = hub.connect("billing");
    private final RecordingConnection orders = hub.connect("orders");

    @Test
    void answeredRequestIsMeasuredFromItsBeginning() {
        hub.ask(billing, "orders", "1");
        hub.answer(orders, "1", "7");

        assertThat(seen)
                .containsExactly(
                        "registered billing",
                        "registered orders",
                        "begin billing>orders 8",
                        "answered billing>orders 7");
    }

    @Test
    void eventAndBytesOfAttachmentsAreTold() {
        RawJson json = RawJson.of("{\"event\":\"pay\"}");
        Payload payload = new Payload(json, RequestId.ABSENT, 0, RawJson.of("\"pay\""));

        hub.route(billing, new HubMessage.Request(HandMadeHub.target("orders"), payload, List.of(new byte[5])));

        assertThat(seen).endsWith("begin billing>orders\"pay\" 20", "ONE_WAY billing>orders\"pay\"");
    }

    @Test
    void requestToNobodyIsNotFound() {
        hub.ask(billing, "stock", "1");

        assertThat(seen).endsWith("begin billing>nobody\"stock\" 8", "NOT_FOUND billing>nobody\"stock\"");
    }

    @Test
    void oneTooManyIsRefused() {
        hub.ask(billing, "orders", "1");
        hub.ask(billing, "orders", "2");
        hub.ask(billing, "orders", "3");

        assertThat(seen).endsWith("begin billing>orders 8", "TOO_MANY billing>orders");
    }

    @Test
    void idUsedAgainGivesTheOlderRequestUp() {
        hub.ask(billing, "orders", "1");
        hub.ask(billing, "orders", "1");

        assertThat(seen).endsWith("GIVEN_UP billing>orders");
    }

    @Test
    void goodbyeOfTheCalleeLosesItsRequests() {
        hub.ask(billing, "orders", "1");

        hub.router().leave(orders, Departure.CLEAN);

        assertThat(seen).endsWith("gone orders CLEAN", "LOST billing>orders");
    }

    @Test
    void unansweredRequestExpires() {
        hub.ask(billing, "orders", "1");

        hub.time().advance(HandMadeHub.DEFAULTS.pendingTtl().plusSeconds(1));
        hub.router().failExpired();

        assertThat(seen).endsWith("EXPIRED billing>orders");
    }

    @Test
    void calleeThatDoesNotReadIsCutOff() {
        orders.willReturn(SendResult.OVERLOADED);

        hub.ask(billing, "orders", "1");

        assertThat(seen).endsWith("gone orders CUT_OFF", "OVERLOADED billing>orders");
    }

    @Test
    void calleeThatIsClosedIsNotFound() {
        orders.willReturn(SendResult.CLOSED);

        hub.ask(billing, "orders", "1");

        assertThat(seen).endsWith("begin billing>orders 8", "NOT_FOUND billing>orders");
    }

    @Test
    void silentServiceIsEvicted() {
        hub.time().advance(HandMadeHub.DEFAULTS.heartbeatTimeout().plusSeconds(1));
        hub.sweep().run();

        assertThat(seen).contains("gone orders EVICTED", "gone billing EVICTED");
    }

    @Test
    void newcomerThatIsRefusedIsTold() {
        hub.connect("orders", "elsewhere");

        hub.registry().heardFrom(orders);

        assertThat(seen).endsWith("refused orders elsewhere DUPLICATE_SERVICE_REGISTRATION");
    }

    private final class Recorder implements HubObserver {
        @Override
        public CallMeter call(ServiceName caller, ServiceName callee, RawJson event) {
            return new Meter(caller + ">" + callee + event);
        }

        @Override
        public CallMeter callToNobody(ServiceName caller, RawJson target, RawJson event) {
            return new Meter(caller + ">nobody" + target);
        }

        @Override
        public void registered(Registration service) {
            seen.add("registered " + service.name());
        }

        @Override
        public void gone(Registration service, Departure departure) {
            seen.add("gone " + service.name() + " " + departure);
        }

        @Override
        public void refused(String name, String address, Refusal refusal) {
            seen.add("refused " + name + " " + address + " " + ((Refusal.Told) refusal).code());
        }
    }

    private final class Meter implements CallMeter {
        private final String kind;

        private Meter(String kind) {
            this.kind = kind;
        }

        @Override
        public long begin(Payload payload, int bytes) {
            seen.add("begin " + kind + " " + bytes);
            return 42;
        }

        @Override
        public void answered(long ticket, RawJson answer) {
            assertThat(ticket).isEqualTo(42);
            seen.add("answered " + kind + " " + answer);
        }

        @Override
        public void ended(long ticket, Outcome outcome) {
            assertThat(ticket).isEqualTo(42);
            seen.add(outcome + " " + kind);
        }
    }
}
