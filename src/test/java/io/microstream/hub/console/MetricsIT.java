package io.microstream.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.LiveService;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Prometheus gets. */
@ExtendWith(ConsoleHub.class)
@Timeout(300)
class MetricsIT {
    private static final int SERVICES = 1_000;

    private final HubProcess hub;

    MetricsIT(HubProcess hub) {
        this.hub = hub;
    }

    /** The first scrape makes the registry, which takes its time where a machine is busy. */
    @BeforeEach
    void registryIsMade() {
        Eventually.within(Duration.ofMinutes(1), this::isScraped);
    }

    private boolean isScraped() {
        try {
            return text().contains("microstream_hub_services");
        } catch (AssertionError notYet) {
            return false;
        }
    }

    @Test
    void requestsAreCountedByTargetAndOutcome() {
        try (LiveService target = LiveService.answering(hub, "metrics-target");
                RawService asker = RawService.websocket(hub, "metrics-asker").join()) {
            asker.request("metrics-target", "{\"id\":\"m\",\"event\":\"pay\"}").expectResponse("\"m\"", "true");
            asker.request("metrics-made-up", "{\"id\":\"n\"}").expectError("\"n\"", "TARGET_SERVICE_NOT_FOUND");

            assertThat(sample("microstream_hub_requests_total{outcome=\"answered\",target=\"metrics-target\"}"))
                    .isEqualTo(1);
            assertThat(sample("microstream_hub_request_duration_seconds_count{target=\"metrics-target\"}"))
                    .isEqualTo(1);
            assertThat(sample("microstream_hub_request_duration_seconds_bucket{target=\"metrics-target\",le=\"+Inf\"}"))
                    .isEqualTo(1);
            assertThat(sample("microstream_hub_requests_total{outcome=\"TARGET_SERVICE_NOT_FOUND\",target=\"_OTHER\"}"))
                    .isPositive();
            assertThat(sample("microstream_hub_connections{transport=\"websocket\"}"))
                    .isGreaterThanOrEqualTo(2);
            assertThat(target.hasEnded()).isFalse();
        }
        assertThat(text()).doesNotContain("metrics-made-up");
    }

    @Test
    void protocolErrorsAreCountedByKind() {
        double handshakes = protocolErrors("bad_handshake");
        double requests = protocolErrors("bad_request");
        double packets = protocolErrors("malformed_packet");
        double large = protocolErrors("too_large");

        RawHttp.get(hub, "/socket.io/?EIO=3&transport=polling");
        RawHttp.get(hub, "/socket.io/?EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA");
        RawService.websocket(hub, "metrics-babbles")
                .join()
                .send("42[\"request\",")
                .expectClosed();
        RawService.websocket(hub, "metrics-no-engine").join().send("x").expectClosed();
        RawService.websocket(hub, "metrics-large")
                .join()
                .send("42[\"request\",\"" + "x".repeat(1_100_000) + "\"]")
                .expectClosed();

        assertThat(protocolErrors("bad_handshake")).isEqualTo(handshakes + 1);
        assertThat(protocolErrors("bad_request")).isEqualTo(requests + 1);
        assertThat(protocolErrors("malformed_packet")).isEqualTo(packets + 2);
        assertThat(protocolErrors("too_large")).isEqualTo(large + 1);
    }

    private double protocolErrors(String kind) {
        return sample("microstream_hub_protocol_errors_total{kind=\"" + kind + "\"}");
    }

    @Test
    void everyMetricIsNamedByTheRulesAndExplained() throws Exception {
        String explained = Files.readString(Path.of("docs/monitoring/README.md"));
        Set<String> families = new TreeSet<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ");
                families.add(words[2]);
                assertThat(words[2]).startsWith("microstream_hub_");
                assertThat(words[2].endsWith("_total")).as(line).isEqualTo(words[3].equals("counter"));
            }
        }

        assertThat(families)
                .hasSizeGreaterThan(15)
                .allSatisfy(family -> assertThat(explained).contains("`" + family + "`"));
    }

    @Test
    void promtoolTakesTheMetrics() throws Exception {
        MonitoringTest.requirePromtool();
        try (LiveService target = LiveService.answering(hub, "metrics-%22quoted%5C");
                RawService asker = RawService.websocket(hub, "metrics-promtool").join()) {
            asker.request("metrics-\\\"quoted\\\\", "{\"id\":\"m\",\"event\":\"pay\"}")
                    .expectResponse("\"m\"", "true");
            assertThat(target.hasEnded()).isFalse();
        }
        Path metrics = Files.writeString(Files.createTempFile("metrics-", ".txt"), text());

        Process check = new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(output).isZero();
        Files.delete(metrics);
    }

    @Test
    void scrapeOfAThousandServicesIsFast() {
        List<RawService> services = new ArrayList<>();
        try {
            for (int i = 0; i < SERVICES; i++) {
                services.add(RawService.websocket(hub, "crowd-" + i).join());
            }
            for (int i = 0; i < SERVICES; i++) {
                String target = "crowd-" + (i + 1) % SERVICES;
                services.get(i).request(target, "{\"id\":\"c\",\"event\":\"pay\"}");
                services.get((i + 1) % SERVICES).expectRequest("{\"id\":\"c\",\"event\":\"pay\"}");
                services.get((i + 1) % SERVICES).respond("\"c\"", "1");
                services.get(i).expectResponse("\"c\"", "1");
            }
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 60; i++) {
                long began = System.nanoTime();
                String text = text();
                best = Math.min(best, System.nanoTime() - began);
                assertThat(text).contains("target=\"crowd-7\"");
            }

            // The best of many: what else runs on this machine is not the scrape's fault.
            assertThat(best / 1_000_000).as("milliseconds").isLessThan(50);
        } finally {
            services.forEach(RawService::close);
        }
    }

    private String text() {
        return Console.nobody(hub).get("metrics").text();
    }

    private double sample(String name) {
        return text().lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Double.valueOf(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + text()));
    }
}
