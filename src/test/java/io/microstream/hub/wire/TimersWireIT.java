package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawWebSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything that happens because time passes, on a hub with short timers. */
@BetterThanTheOriginal
class TimersWireIT extends WireTest {
    /** Or the service is evicted after 3 s, whatever its connection does. */
    private static final String HEARTBEAT = "42[\"heartbeat\"]";

    @Override
    Map<String, String> settings() {
        return Hubs.IMPATIENT;
    }

    @Test
    void openPacketTellsTheTimers() {
        assertThat(session("orders").openPacket())
                .endsWith(
                        "\"upgrades\":[\"websocket\"],\"pingInterval\":1000,\"pingTimeout\":1500,\"maxPayload\":10000}");
    }

    @Test
    void hubPingsAndTheAnswerKeepsTheConnection() {
        RawWebSocket orders = webSocket("orders");
        orders.readText();
        orders.sendText("40").readText();

        for (int i = 0; i < 3; i++) {
            orders.expectText("2").sendText("3").sendText(HEARTBEAT);
        }
    }

    @Test
    void unansweredPingEndsTheConnection() {
        long start = System.nanoTime();
        RawWebSocket orders = webSocket("orders");
        orders.readText();
        orders.sendText("40").readText();

        orders.expectText("2").sendText(HEARTBEAT).expectEnd();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(2_000), Duration.ofSeconds(7));
    }

    @Test
    void pollerThatVanishesIsGoneWithTheNextPingAtTheLatest() {
        RawEngineClient orders = session("orders").join();
        RawHttp poll = orders.beginPoll();

        poll.close();

        Eventually.within(Duration.ofSeconds(7), () -> orders.post(HEARTBEAT).status() == 400);
    }

    @Test
    void pingOverPollingIsAnsweredByAPost() {
        RawEngineClient orders = session("orders").join();

        for (int i = 0; i < 3; i++) {
            orders.expectPoll("2").expectPosted("3\u001e" + HEARTBEAT);
        }

        orders.expectPoll("2");
    }

    @Test
    void unansweredPingEndsAPollingSession() {
        RawEngineClient orders = session("orders").join();
        orders.expectPoll("2").expectPosted(HEARTBEAT); // or it is evicted soon after

        orders.expectEnd();
    }

    @Test
    void connectionThatNeverJoinsIsClosed() {
        long start = System.nanoTime();
        RawService lurker = newcomer("orders");

        lurker.expectClosed();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_700), Duration.ofSeconds(6));
    }

    @Test
    void unfinishedUpgradeClosesTheCandidateOnly() {
        RawEngineClient session = session("orders").join();
        RawWebSocket candidate = track(session.candidate());
        candidate.sendText("2probe").expectText("3probe");
        RawService orders = track(RawService.polling(session, "orders"));
        orders.expectNothing();

        for (int i = 0; candidate.socket().isSilentFor(Duration.ofMillis(50)) && i < 100; i++) {
            orders.heartbeat().expectQuietFor(Duration.ofMillis(50));
        }

        candidate.expectClosed();
        orders.expectNothing();
    }

    @Test
    void serviceWithoutHeartbeatsIsEvictedWithoutGoodbye() {
        long start = System.nanoTime();
        RawService orders = service("orders");

        orders.expectClosed();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(2_700), Duration.ofSeconds(8));
    }

    @Test
    void heartbeatsKeepAService() {
        RawService orders = service("orders");

        for (int i = 0; i < 8; i++) {
            orders.heartbeat().expectQuietFor(Duration.ofMillis(500));
        }

        orders.expectNothing();
    }

    @Test
    void anyEventOfAServiceKeepsIt() {
        RawService orders = service("orders");

        for (int i = 0; i < 8; i++) {
            orders.expectNothing().expectQuietFor(Duration.ofMillis(500));
        }
    }

    @Test
    void heartbeatOfAnotherDoesNotKeepAService() {
        RawService orders = service("orders");
        RawService friend = service("friend");

        boolean open = true;
        for (int i = 0; open && i < 100; i++) {
            friend.send("42[\"heartbeat\",{\"serviceName\":\"orders\"}]").expectQuietFor(Duration.ofMillis(50));
            open = orders.isQuietFor(Duration.ofMillis(50));
        }

        assertThat(open).isFalse();
        friend.expectNothing();
    }

    @Test
    void unansweredRequestExpires() {
        RawService billing = service("billing");
        RawService orders = service("orders").request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}");

        for (int i = 0; orders.heartbeat().isQuietFor(Duration.ofMillis(50)) && i < 80; i++) {
            billing.heartbeat().expectQuietFor(Duration.ofMillis(50));
        }

        orders.expectError("\"r-1\"", "REQUEST_EXPIRED");
        billing.respond("\"r-1\"", "\"too late\"").expectNothing();
        orders.expectNothing();
    }
}
