package io.microstream.hub.wire;

import io.microstream.hub.testing.RawService;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Requests whose envelope says how long the asker waits. */
class DeadlineWireIT extends WireTest {
    @Test
    void askerIsToldWhenItsTimeoutHasPassed() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.send("42[\"request\",{\"targetService\":\"billing\",\"timeout\":200,\"payload\":{\"id\":\"r-1\"}}]");

        billing.expectRequest("{\"id\":\"r-1\"}");
        orders.expectError("\"r-1\"", "DEADLINE_EXCEEDED");
        billing.respond("\"r-1\"", "1");
        orders.expectQuietFor(Duration.ofMillis(200));
    }

    @Test
    void answerInTimeIsTheOnlyOutcome() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.send("42[\"request\",{\"targetService\":\"billing\",\"timeout\":1500,\"payload\":{\"id\":\"r-1\"}}]");
        billing.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "1");

        orders.expectResponse("\"r-1\"", "1").expectQuietFor(Duration.ofMillis(1_700));
    }

    @Test
    void targetThatTakesItSeesHowMuchTimeIsLeft() {
        RawService billing = newcomer("billing").join("{\"takesDeadline\":true}");
        RawService orders = service("orders");

        orders.send("42[\"request\",{\"targetService\":\"billing\",\"timeout\":2500,\"payload\":{\"id\":\"r-1\"}}]");
        billing.expect("42[\"request\",{\"id\":\"r-1\"},{\"timeout\":2500}]").respond("\"r-1\"", "1");
        orders.expectResponse("\"r-1\"", "1").request("billing", "{\"id\":\"r-2\"}");

        billing.expectRequest("{\"id\":\"r-2\"}").respond("\"r-2\"", "2");
        orders.expectResponse("\"r-2\"", "2");
    }
}
