package io.microstream.hub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.admin.access.AdminSettings;
import io.microstream.hub.engineio.EngineSettings;
import io.microstream.hub.json.JsonLimits;
import io.microstream.hub.routing.RoutingSettings;
import io.microstream.hub.socketio.SocketIoSettings;
import io.microstream.hub.traffic.TrafficSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubSettingsTest {
    @Test
    void hubWithoutAnySettingHasTheDefaultsOfTheDocumentation() {
        HubSettings.Reading reading = HubSettings.read(property -> Optional.empty());

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.settings())
                .isEqualTo(new HubSettings(
                        "server",
                        Duration.ofSeconds(10),
                        "auto",
                        1,
                        new EngineSettings(
                                Duration.ofSeconds(25),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(10),
                                1_000_000,
                                16_000_000,
                                20_000,
                                0,
                                5_000,
                                Set.of(),
                                List.of()),
                        new SocketIoSettings(
                                Duration.ofSeconds(45),
                                false,
                                256,
                                256,
                                256,
                                10,
                                10_000_000,
                                new JsonLimits(256, 1_000)),
                        new RoutingSettings(
                                Duration.ofSeconds(15),
                                Duration.ofSeconds(120),
                                10_000,
                                1_000_000,
                                Duration.ofSeconds(3),
                                Duration.ofMillis(700),
                                Duration.ofSeconds(6)),
                        new TrafficSettings(true, 4_096, false),
                        new AdminSettings(Optional.empty(), Optional.empty(), false)));
    }

    @Test
    void passwordsAreReadAsTheyAreAndNeverPrinted() {
        HubSettings.Reading reading =
                read(Map.of("microstream.admin.password", " s3cret ", "microstream.metrics", "protected"));

        assertThat(reading.settings().admin().password()).contains(" s3cret ");
        assertThat(reading.settings().admin().metricsProtected()).isTrue();
        assertThat(reading.settings().toString()).doesNotContain("s3cret");
    }

    @Test
    void propertyIsTheVariableInLowerCaseWithDots() {
        HubSettings.Reading reading = read(Map.of("microstream.max.connections.per.address", "7"));

        assertThat(reading.settings().engine().maxConnectionsPerAddress()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "endpoint", "frames", "channel"})
    void laneIsOneOfFour(String lane) {
        HubSettings.Reading reading = read(Map.of("microstream.websocket", lane));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.settings().webSocket()).isEqualTo(lane);
    }

    @Test
    void laneThatNobodyKnowsIsAProblem() {
        HubSettings.Reading reading = read(Map.of("microstream.websocket", "tunnel"));

        assertThat(reading.problems()).hasSize(1);
    }

    @Test
    void problemsOfAllPartsAreToldTogether() {
        HubSettings.Reading reading = read(Map.of(
                "microstream.ping.timeout", "never",
                "microstream.max.depth", "3",
                "microstream.lost.grace", "-1s"));

        assertThat(reading.problems())
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly(
                        "MICROSTREAM_PING_TIMEOUT=never", "MICROSTREAM_MAX_DEPTH=3", "MICROSTREAM_LOST_GRACE=-1s");
    }

    private static HubSettings.Reading read(Map<String, String> properties) {
        return HubSettings.read(property -> Optional.ofNullable(properties.get(property)));
    }
}
