package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HubCounts;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.RawService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Services that come and go. */
@ExtendWith(SmallHub.class)
@Timeout(120)
class ConnectionChurnIT {
    private static final int CONNECTIONS = 300;
    private static final Duration HANG_UP = Duration.ofSeconds(10);

    /** What the server keeps for a WebSocket: its own request, and in each lane what the lane gave it. */
    private static final List<String> KEPT_WHILE_OPEN = List.of(
            "com.sun.enterprise.web.pwc.connector.coyote.PwcCoyoteRequest",
            "io.microstream.hub.engineio.EngineSession",
            "io.microstream.hub.websocket.endpoint.HubEndpoint",
            "io.microstream.hub.websocket.frames.ChannelUpgrade",
            "io.microstream.hub.websocket.frames.ServletUpgrade");

    @Test
    void connectionsThatAreOverLeaveNothingBehind(HubProcess hub) {
        long before = HubCounts.of(hub).orElseThrow().sessions();

        for (int i = 0; i < CONNECTIONS; i++) {
            RawService service = RawService.websocket(hub, "passer-by-" + i).join();
            if (i % 2 == 0) {
                service.leave();
            } else {
                service.close();
            }
        }
        Eventually.within(HANG_UP, () -> HubCounts.of(hub).orElseThrow().sessions() <= before);

        assertThat(KEPT_WHILE_OPEN)
                .allSatisfy(name -> assertThat(hub.probe().instances(name)).isLessThan(CONNECTIONS / 3));
    }
}
