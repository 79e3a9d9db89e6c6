package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.Frame;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.ProcessProbe;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawSocket;
import io.microstream.hub.testing.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What every lane does for the hub, each in a process of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class LaneContract {
    private static final int MANY = 200;
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(30);
    private static final String FIRST_ATTACHMENT = "{\"_placeholder\":true,\"num\":0}";

    private final List<RawService> open = new ArrayList<>();
    private final String lane;
    private Optional<HubProcess> process = Optional.empty();

    LaneContract(String lane) {
        this.lane = lane;
    }

    @BeforeAll
    void start() {
        Assumptions.assumeTrue(List.of("auto", lane).contains(HubProcess.LANE), "this run is another lane's");
        process = Optional.of(HubProcess.start(Map.of(
                "MICROSTREAM_WEBSOCKET", lane,
                "MICROSTREAM_SEND_BUFFER", "1500000",
                "MICROSTREAM_LOST_GRACE", "1s")));
    }

    @AfterAll
    void stop() {
        process.ifPresent(HubProcess::close);
    }

    @AfterEach
    void leave() {
        open.forEach(RawService::leave);
        open.clear();
    }

    @Test
    void hubSaysWhichLaneItUses() {
        Eventually.within(
                RawSocket.PATIENCE, () -> process.orElseThrow().output().contains("websocket=" + lane + " "));
    }

    @Test
    void textTravelsBothWays() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.request("billing", "{\"id\":\"r-1\",\"data\":\"κόσμε 😀\"}");

        billing.expectRequest("{\"id\":\"r-1\",\"data\":\"κόσμε 😀\"}").respond("\"r-1\"", "\"ΔΩ\"");
        orders.expectResponse("\"r-1\"", "\"ΔΩ\"");
    }

    @Test
    void binaryTravelsBothWays() {
        RawService billing = service("billing");
        RawService orders = service("orders");

        orders.send("451-[\"request\",{\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\",\"data\":"
                        + FIRST_ATTACHMENT + "}}]")
                .sendBinary(0, 127, 128, 255);

        billing.expect("451-[\"request\",{\"id\":\"r-1\",\"data\":" + FIRST_ATTACHMENT + "}]")
                .expectBinary(0, 127, 128, 255);
        billing.send("451-[\"response\",{\"id\":\"r-1\",\"response\":" + FIRST_ATTACHMENT + "}]")
                .sendBinary(9, 8);
        orders.expect("451-[\"response\",{\"id\":\"r-1\",\"response\":" + FIRST_ATTACHMENT + "}]")
                .expectBinary(9, 8);
    }

    @Test
    void longMessageTravelsBothWays() {
        RawService billing = service("billing");
        RawService orders = service("orders");
        String text = "\"" + "0123456789".repeat(90_000) + "\"";

        orders.request("billing", "{\"id\":\"r-1\",\"data\":" + text + "}");

        billing.expectRequest("{\"id\":\"r-1\",\"data\":" + text + "}").respond("\"r-1\"", text);
        orders.expectResponse("\"r-1\"", text);
    }

    @Test
    void messageInFragmentsWithAPingBetweenIsOneMessage() {
        RawService billing = service("billing");
        try (RawWebSocket orders = joined("orders")) {
            byte[] message = "42[\"request\",{\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\",\"d\":\"€\"}}]"
                    .getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < message.length - 1; i++) {
                orders.send(new Frame(i == 0 ? Frame.TEXT : Frame.CONTINUATION, new byte[] {message[i]}));
            }
            orders.send(ping("still there?"));
            orders.send(new Frame(Frame.FIN | Frame.CONTINUATION, new byte[] {message[message.length - 1]}));

            billing.expectRequest("{\"id\":\"r-1\",\"d\":\"€\"}").respond("\"r-1\"", "1");
            orders.expectPong("still there?");
            orders.expectText("42[\"response\",{\"id\":\"r-1\",\"response\":1}]");
        }
    }

    @Test
    void closeIsAnsweredWithACloseAndTheEnd() {
        try (RawWebSocket orders = joined("orders")) {
            orders.send(Frame.close(1000, "bye"));

            assertThat(orders.next()).isEqualTo("close 1000");
            assertThat(orders.next()).isEqualTo("end");
        }
    }

    @Test
    void messageThatIsTooLargeClosesWith1009() {
        try (RawWebSocket orders = joined("orders")) {
            orders.send(Frame.text("x".repeat(1_000_001)));

            orders.expectClosed(1009);
        }
    }

    @Test
    void frameWithoutMaskClosesWith1002() {
        try (RawWebSocket orders = joined("orders")) {
            orders.sendBytes(Frame.text("42[]").unmasked());

            orders.expectClosed(1002, 1000); // Payara's own endpoint says 1000
        }
    }

    @Test
    void whatIsSentTogetherWithTheHandshakeIsRead() {
        Assumptions.assumeTrue(HubProcess.ON_WILDFLY || !lane.equals("endpoint"), "Payara's own endpoint loses it");
        RawSocket socket = RawSocket.to(target());
        socket.send(join(
                ("GET /socket.io/?EIO=4&transport=websocket&serviceName=orders HTTP/1.1\r\nHost: hub\r\n"
                                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII),
                Frame.text("40").masked()));
        assertThat(socket.readLine()).contains("101");
        String header = socket.readLine();
        while (!header.isEmpty()) {
            header = socket.readLine();
        }

        try (RawWebSocket orders = RawWebSocket.after(RawHttp.over(socket))) {
            assertThat(orders.readText()).startsWith("0{");
            assertThat(orders.readText()).startsWith("40{");
        }
    }

    @Test
    void manyPeersAreServedAtTheSameTime() {
        List<RawService> services = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            services.add(service("s-" + i));
        }

        int half = MANY / 2;
        for (int i = 0; i < half; i++) {
            services.get(i).request("s-" + (i + half), "{\"id\":" + i + "}");
        }
        for (int i = 0; i < half; i++) {
            services.get(i + half).expectRequest("{\"id\":" + i + "}").respond("" + i, "\"" + i + "\"");
        }
        for (int i = 0; i < half; i++) {
            services.get(i).expectResponse("" + i, "\"" + i + "\"");
        }
    }

    @Test
    void peerThatDoesNotReadIsCutOffAndNobodyElseWaits() {
        RawWebSocket slow = joined(RawSocket.narrow(target(), 8_192), "slow");
        RawService orders = service("orders");
        RawService billing = service("billing");
        RawService stock = service("stock");
        String tenKilobytes = "x".repeat(10_000);
        for (int i = 0; i < 1_000; i++) {
            orders.request("slow", "{\"id\":" + i + ",\"data\":\"" + tenKilobytes + "\"}");
        }
        long start = System.nanoTime();

        stock.request("billing", "{\"id\":\"r-1\"}");
        billing.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "1");
        stock.expectResponse("\"r-1\"", "1");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(orders.next()).as("the first of the errors").contains("\"code\":\"TARGET_SERVICE_");
        noThreadIsBusyOrHeld();
        slow.expectEnd();
    }

    @Test
    void peerThatVanishesWithOutputPendingLeavesNoThreadBusyOrHeld() {
        RawSocket socket = RawSocket.narrow(target(), 8_192);
        joined(socket, "slow");
        RawService orders = service("orders");
        String tenKilobytes = "x".repeat(10_000);
        for (int i = 0; i < 450; i++) { // more than the kernel takes, less than counts as slow
            orders.request("slow", "{\"id\":" + i + ",\"data\":\"" + tenKilobytes + "\"}");
        }

        socket.reset();

        orders.next(); // the first of the errors: the hub knows that it has gone
        noThreadIsBusyOrHeld();
    }

    /** No thread spins, and none waits in the lane for a peer; the thread that waits for all of them may. */
    private void noThreadIsBusyOrHeld() {
        ProcessProbe probe = process.orElseThrow().probe();
        Eventually.within(IDLE_LIMIT, () -> probe.busyFor(ONE_SECOND) < 0.1);
        Eventually.within(
                IDLE_LIMIT,
                () -> probe.threadStacks().stream()
                        .noneMatch(stack -> stack.contains("io.microstream.hub.websocket.")
                                && !stack.contains("frames.ChannelLoop.")));
    }

    private HubTarget target() {
        return process.orElseThrow()::url;
    }

    private RawService service(String name) {
        RawService service = RawService.websocket(target(), name).join();
        open.add(service);
        return service;
    }

    private RawWebSocket joined(String name) {
        return joined(RawSocket.to(target()), name);
    }

    private static RawWebSocket joined(RawSocket socket, String name) {
        RawWebSocket webSocket = RawWebSocket.open(socket, "serviceName=" + name);
        assertThat(webSocket.readText()).startsWith("0{");
        webSocket.sendText("40");
        assertThat(webSocket.readText()).startsWith("40{");
        return webSocket;
    }

    private static Frame ping(String text) {
        return new Frame(Frame.FIN | Frame.PING, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = new byte[first.length + second.length];
        System.arraycopy(first, 0, joined, 0, first.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
