package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawSocket;
import io.microstream.hub.testing.RawWebSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every limit of the configuration, on a hub where they are small. */
@BetterThanTheOriginal
class LimitsWireIT extends WireTest {
    private static final String BEGINNING = "42[\"unknown\",\"";

    @Override
    Map<String, String> settings() {
        return Hubs.IMPATIENT;
    }

    @Test
    void messageAtTheLimitIsTaken() {
        service("orders").send(message(10_000)).expectNothing();
    }

    @Test
    void messageAboveTheLimitIsClosedWith1009() {
        RawWebSocket orders = webSocket("orders");
        orders.readText();
        orders.sendText("40").readText();

        orders.sendText(message(10_001));

        assertThat(orders.next()).isEqualTo("close 1009");
    }

    @Test
    void bodyAboveTheLimitIsRefused() {
        RawEngineClient orders = session("orders").join();

        assertThat(orders.post(message(10_001)).line()).isEqualTo("413");
        orders.expectPosted(message(10_000));
    }

    @Test
    void depthAboveTheLimitIsAnError() {
        RawService orders = service("orders");

        orders.request("orders", "{\"id\":\"r-1\",\"data\":" + "[".repeat(20) + "]".repeat(20) + "}");

        orders.expectError("\"r-1\"", "REQUEST_MALFORMED").expectNothing();
    }

    @Test
    void numberAboveTheLimitIsAnError() {
        RawService orders = service("orders");

        orders.request("orders", "{\"id\":\"r-1\",\"data\":" + "1".repeat(21) + "}");

        orders.expectError("\"r-1\"", "REQUEST_MALFORMED").expectNothing();
    }

    @Test
    void nameAboveTheLimitIsRefused() {
        RawService orders = newcomer("x".repeat(17)).send("40");

        assertThat(orders.next()).startsWith("44{\"message\":").contains("\"code\":\"SERVICE_NAME_INVALID\"");
        orders.expectClosed();
    }

    @Test
    void nameAtTheLimitIsGiven() {
        service("x".repeat(16)).expectNothing();
    }

    @Test
    void eventAboveTheLimitIsAnError() {
        RawService orders = service("orders");

        orders.request("orders", "{\"id\":\"r-1\",\"event\":\"" + "x".repeat(17) + "\"}");

        orders.expectError("\"r-1\"", "REQUEST_MALFORMED").expectNothing();
    }

    @Test
    void attachmentsAboveTheLimitAreClosed() {
        service("orders").send("453-[\"foo\"]").expectClosed();
    }

    @Test
    void bytesOfAllAttachmentsTogetherAreBounded() {
        RawService orders = service("orders").send("452-[\"foo\"]");

        orders.sendBinary(new int[9_000]).sendBinary(new int[9_000]);

        assertThat(orders.next()).isEqualTo("closed");
    }

    @Test
    void requestsAboveTheLimitOfAnAskerAreRefused() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        for (int i = 1; i <= 6; i++) {
            orders.request("billing", "{\"id\":" + i + "}");
        }

        orders.expectError("6", "TOO_MANY_REQUESTS");
        billing.expectRequest("{\"id\":1}").respond("1", "{}");
        orders.expectResponse("1", "{}").request("billing", "{\"id\":7}");
        for (int i = 2; i <= 5; i++) {
            billing.expectRequest("{\"id\":" + i + "}");
        }
        billing.expectRequest("{\"id\":7}");
    }

    @Test
    void pollingSessionsAboveTheLimitAreTurnedAway() {
        for (int i = 0; i < 4; i++) {
            session("polling-" + i);
        }

        HttpAnswer fifth = RawHttp.get(hub(), "/socket.io/?EIO=4&transport=polling&serviceName=fifth");

        assertThat(fifth.status()).isEqualTo(503);
        service("orders").expectNothing();
    }

    @Test
    void connectionsOfOneAddressAreBoundedAndOthersAreServed() {
        for (int i = 0; i < 12; i++) {
            webSocket("many-" + i).readText();
        }

        RawHttp thirteenth = http();
        HttpAnswer answer =
                RawWebSocket.handshake(thirteenth, "/socket.io/?EIO=4&transport=websocket&serviceName=thirteenth");

        assertThat(answer.status()).isEqualTo(503);
        track(RawService.websocket(RawSocket.from("127.0.0.2", hub()), "orders"))
                .join()
                .expectNothing();
    }

    private static String message(int bytes) {
        return BEGINNING + "x".repeat(bytes - BEGINNING.length() - 2) + "\"]";
    }
}
