package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.RawService;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The service that was asked goes. Needs {@code MICROSTREAM_LOST_GRACE=2s}. */
@BetterThanTheOriginal
class LostCalleeWireIT extends WireTest {
    @Test
    void cleanGoodbyeFailsItsRequestsAtOnce() {
        RawService billing = service("billing");
        RawService orders =
                service("orders").request("billing", "{\"id\":\"r-1\"}").request("billing", "{\"id\":\"r-2\"}");
        billing.expectRequest("{\"id\":\"r-1\"}").expectRequest("{\"id\":\"r-2\"}");
        long start = System.nanoTime();

        billing.send("41");

        orders.expectError("\"r-1\"", "TARGET_SERVICE_LOST").expectError("\"r-2\"", "TARGET_SERVICE_LOST");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_700));
        orders.expectNothing();
    }

    @Test
    void vanishedServiceFailsItsRequestsAfterTheGrace() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}");
        long start = System.nanoTime();

        billing.close();

        orders.expectError("\"r-1\"", "TARGET_SERVICE_LOST");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_700), Duration.ofSeconds(7));
        orders.expectNothing();
    }

    @Test
    void newRequestsToAVanishedServiceFailAtOnce() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}").close();
        service("watcher").expectAway("billing");

        orders.request("billing", "{\"id\":\"r-2\"}");

        orders.expectError("\"r-2\"", "TARGET_SERVICE_NOT_FOUND").expectError("\"r-1\"", "TARGET_SERVICE_LOST");
    }

    @Test
    void returnedServiceMayAnswerOverItsNewConnection() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}").close();
        service("watcher").expectAway("billing");
        RawService returned = service("billing");

        returned.respond("\"r-1\"", "{\"n\":1}");

        orders.expectResponse("\"r-1\"", "{\"n\":1}").expectNothing();
    }

    @Test
    void whatIsUnansweredWhenTheGraceEndsFailsThoughTheNameIsBack() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}").close();
        service("watcher").expectAway("billing");
        RawService returned = service("billing");
        orders.request("billing", "{\"id\":\"r-2\"}");
        returned.expectRequest("{\"id\":\"r-2\"}");

        orders.expectError("\"r-1\"", "TARGET_SERVICE_LOST");

        returned.respond("\"r-1\"", "\"too late\"").respond("\"r-2\"", "2").expectNothing();
        orders.expectResponse("\"r-2\"", "2").expectNothing();
    }

    @Test
    void malformedPacketIsADepartureWithoutGoodbye() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");

        billing.expectRequest("{\"id\":\"r-1\"}").send("42{}").expectClosed();

        orders.expectError("\"r-1\"", "TARGET_SERVICE_LOST").expectNothing();
    }

    @Test
    void serviceThatLeavesWithItsOwnRequestOpenHurtsNobody() {
        RawService watcher = service("watcher");
        RawService billing = service("billing");

        billing.request("billing", "{\"id\":\"r-1\"}")
                .expectRequest("{\"id\":\"r-1\"}")
                .leave();

        watcher.expectAway("billing").expectNothing();
    }

    @Test
    void lostAnswerNamesTheServiceAndTheRequest() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");

        billing.expectRequest("{\"id\":\"r-1\"}").send("41");

        assertThat(orders.next())
                .startsWith(
                        "42[\"response\",{\"id\":\"r-1\",\"response\":{\"error\":{\"code\":\"TARGET_SERVICE_LOST\",")
                .contains("\"targetService\":\"billing\"")
                .contains("\"requestID\":\"r-1\"");
    }
}
