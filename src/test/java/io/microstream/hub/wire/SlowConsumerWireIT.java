package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A service that does not read. Needs {@code MICROSTREAM_SEND_BUFFER=1500000}. */
@BetterThanTheOriginal
class SlowConsumerWireIT extends WireTest {
    private static final int MESSAGES = 2_000;
    private static final String TEN_KILOBYTES = "x".repeat(10_000);

    @Test
    void serviceThatDoesNotReadIsCutOffAndItsAskerIsTold() {
        RawService slow = slow();
        RawService orders = service("orders");

        flood(orders);

        assertThat(firstError(orders)).contains("TARGET_SERVICE_OVERLOADED");
        slow.expectEnd();
    }

    @Test
    void everyRequestToASlowServiceHasOneOutcome() {
        slow();
        RawService orders = service("orders");

        flood(orders);

        boolean[] seen = new boolean[MESSAGES];
        for (int i = 0; i < MESSAGES; i++) {
            String answer = orders.next();
            assertThat(answer)
                    .matches(
                            "42\\[\"response\",\\{\"id\":\\d+,\"response\":\\{\"error\":\\{\"code\":\"TARGET_SERVICE_.*");
            int id = Integer.parseInt(answer.replaceAll("^.*?\"id\":(\\d+),.*$", "$1"));
            assertThat(seen[id]).as("a second outcome of %d", id).isFalse();
            seen[id] = true;
        }
        orders.expectNothing();
    }

    @Test
    void othersAreServedMeanwhile() {
        slow();
        RawService billing = service("billing");
        RawService stock = service("stock");
        flood(service("orders"));
        long start = System.nanoTime();

        stock.request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "1");
        stock.expectResponse("\"r-1\"", "1");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void pollingServiceThatDoesNotPollIsCutOff() {
        pollingService("slow");
        RawService orders = service("orders");

        flood(orders);

        assertThat(firstError(orders)).contains("TARGET_SERVICE_OVERLOADED");
    }

    @Test
    void serviceThatReadsGetsMoreThanTheBufferHolds() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < 10; i++) {
                orders.request("billing", "{\"id\":" + i + ",\"data\":\"" + TEN_KILOBYTES + "\"}");
            }
            for (int i = 0; i < 10; i++) {
                billing.expectRequest("{\"id\":" + i + ",\"data\":\"" + TEN_KILOBYTES + "\"}")
                        .respond("" + i, "{}");
            }
            for (int i = 0; i < 10; i++) {
                orders.expectResponse("" + i, "{}");
            }
        }
    }

    private RawService slow() {
        return track(RawService.websocket(RawSocket.narrow(hub(), 8_192), "slow"))
                .join();
    }

    private static void flood(RawService orders) {
        for (int i = 0; i < MESSAGES; i++) {
            orders.request("slow", "{\"id\":" + i + ",\"data\":\"" + TEN_KILOBYTES + "\"}");
        }
    }

    private static String firstError(RawService orders) {
        String packet = orders.next();
        while (!packet.contains("\"error\"") || packet.contains("TARGET_SERVICE_LOST")) {
            packet = orders.next();
        }
        return packet;
    }
}
