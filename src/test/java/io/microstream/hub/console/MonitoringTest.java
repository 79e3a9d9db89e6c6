package io.microstream.hub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alert rules and dashboard: they can be read, and ask for metrics that the hub has. */
class MonitoringTest {
    private static final Path FOLDER = Path.of("docs/monitoring");
    private static final Pattern METRIC = Pattern.compile("microstream_hub_[a-z_]+");

    /** What Prometheus makes of a histogram. */
    private static final Pattern SERIES = Pattern.compile("_(bucket|count|sum)$");

    @Test
    void promtoolTakesTheRules() throws Exception {
        requirePromtool();

        Process check = new ProcessBuilder(
                        "promtool",
                        "check",
                        "rules",
                        FOLDER.resolve("alerts.yml").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(output).isZero();
        assertThat(output).contains("SUCCESS: 10 rules found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yml", "dashboard.json"})
    void onlyExplainedMetricsAreAskedFor(String file) throws IOException {
        String explained = Files.readString(FOLDER.resolve("README.md"));
        Set<String> asked = new TreeSet<>();
        METRIC.matcher(Files.readString(FOLDER.resolve(file)))
                .results()
                .map(MatchResult::group)
                .map(name -> SERIES.matcher(name).replaceFirst(""))
                .forEach(asked::add);

        assertThat(asked).isNotEmpty().allSatisfy(name -> assertThat(explained).contains("| `" + name + "` |"));
    }

    @Test
    void dashboardIsJsonWithPanelsThatDoNotOverlap() throws IOException {
        Json dashboard = Json.of(Files.readString(FOLDER.resolve("dashboard.json")));
        Set<String> taken = new TreeSet<>();

        for (Json panel : dashboard.at("panels").items()) {
            Json place = panel.at("gridPos");
            for (long x = 0; x < place.at("w").number(); x++) {
                for (long y = 0; y < place.at("h").number(); y++) {
                    String cell =
                            place.at("x").number() + x + "/" + (place.at("y").number() + y);
                    assertThat(taken.add(cell)).as(panel.at("title").text()).isTrue();
                }
            }
        }
    }

    /** Skips the calling test where there is no promtool; in CI a missing tool must not look like rules that are right. */
    static void requirePromtool() throws InterruptedException {
        assumeTrue(isPresent() || System.getenv("CI") != null, "promtool is not installed");
    }

    private static boolean isPresent() throws InterruptedException {
        try {
            return new ProcessBuilder("promtool", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
