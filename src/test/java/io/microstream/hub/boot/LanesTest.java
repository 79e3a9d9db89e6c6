package io.microstream.hub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.time.HubClock;
import io.microstream.hub.time.HubTimers;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Here, where there is no server at all. */
class LanesTest {
    /** The server is known by its classes; here lie those of Undertow, against which the hub is compiled. */
    @ParameterizedTest
    @CsvSource({"endpoint, endpoint", "frames, frames", "channel, channel", "auto, channel"})
    void laneIsTheOneAskedForAsFarAsTheServerLetsUs(String asked, String given) {
        HubSettings settings = HubSettings.read(
                        property -> Optional.of(asked).filter(lane -> property.equals("microstream.websocket")))
                .settings();

        Lanes lanes = new Lanes(settings, new HubTimers(new HubClock(0)));

        assertThat(lanes.inUse().name()).isEqualTo(given);
    }
}
