package io.microstream.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hub of its own that an operator stops by the API. */
@Timeout(300)
class DrainIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void drainingHubSaysSoAndTurnsNewcomersAway() {
        try (HubProcess hub = HubProcess.start(Map.of(
                "MICROSTREAM_ADMIN_PASSWORD",
                ConsoleHub.ADMIN_PASSWORD,
                "MICROSTREAM_HEARTBEAT_TIMEOUT",
                "10m",
                "MICROSTREAM_DRAIN",
                "5m"))) {
            Console admin = new ConsoleLogin(hub).as("admin", ConsoleHub.ADMIN_PASSWORD);
            RawService callee = RawService.websocket(hub, "billing").join();
            RawService caller = RawService.websocket(hub, "orders").join();
            caller.request("billing", "{\"id\":\"r-1\",\"event\":\"pay\"}");
            callee.expectRequest("{\"id\":\"r-1\",\"event\":\"pay\"}");
            DescribedApi api = new DescribedApi(admin);

            api.expect(202, "post", "/drain", "", "");

            Eventually.within(
                    PATIENCE,
                    () -> admin.json("api/snapshot").at("hub", "state").text().equals("DRAINING"));
            assertThat(admin.json("api/snapshot").at("hub", "drainEndsAt").number())
                    .isGreaterThan(System.currentTimeMillis());
            api.expect(200, "get", "/snapshot", "", "");
            assertThat(RawHttp.get(hub, "/socket.io/?EIO=4&transport=polling&serviceName=late")
                            .status())
                    .isEqualTo(503);
            Eventually.within(
                    PATIENCE, () -> admin.json("api/snapshot").at("refused").has("name", "late"));
            assertThat(admin.json("api/snapshot")
                            .at("refused")
                            .item("name", "late")
                            .at("reason")
                            .text())
                    .isEqualTo("draining");
            callee.respond("\"r-1\"", "true");
            caller.expectResponse("\"r-1\"", "true").expectClosed();
        }
    }

    @Test
    void endOfTheProcessWaitsForADrainThatHasBegun() {
        try (HubProcess hub = HubProcess.start(
                Map.of("MICROSTREAM_ADMIN_PASSWORD", ConsoleHub.ADMIN_PASSWORD, "MICROSTREAM_DRAIN", "4s"))) {
            Console admin = new ConsoleLogin(hub).as("admin", ConsoleHub.ADMIN_PASSWORD);
            RawService callee = RawService.websocket(hub, "billing").join();
            RawService caller = RawService.websocket(hub, "orders").join();
            caller.request("billing", "{\"id\":\"r-1\",\"event\":\"pay\"}");
            callee.expectRequest("{\"id\":\"r-1\",\"event\":\"pay\"}");
            new DescribedApi(admin).expect(202, "post", "/drain", "", "");
            Eventually.within(PATIENCE, () -> hub.output().contains("Draining: pending=1"));

            hub.stop();

            caller.expectError("\"r-1\"", "TARGET_SERVICE_LOST").expectClosed();
            assertThat(hub.awaitExit(PATIENCE)).isPresent();
            if (!HubProcess.ON_PAYARA_SERVER) { // it closes its log as soon as it is to end
                assertThat(hub.output()).contains("Drained: connections=2 unanswered=1");
            }
        }
    }
}
