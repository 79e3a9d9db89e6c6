package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.OfTheUberJar;
import io.microstream.hub.testing.RawService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The start script: one process, an archive that makes the next start cheaper, and a stop that drains. */
@OfTheUberJar
@Timeout(400)
class StartScriptIT {
    private static final Path SCRIPT =
            Path.of(System.getProperty("hub.script", "bin/microstream-hub")).toAbsolutePath();
    private static final Duration STOP = Duration.ofSeconds(90); // the first one writes the archive
    private static final int ENDED_BY_SIGTERM = 128 + 15;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void onSystemsWithShells() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a POSIX shell");
    }

    @Test
    void firstStopWritesTheArchiveThatTheNextStartUsesAndADamagedOneIsIgnored() throws IOException {
        Path cache = folder.resolve("cache");
        try (HubProcess first = start(cache, "")) {
            stop(first);
            assertThat(first.output()).doesNotContain("[cds]");
        }
        assertThat(archives(cache)).hasSize(1);

        Path classes = folder.resolve("classes.log");
        try (HubProcess second = start(cache, "-Xlog:class+load:file=" + classes)) {
            answersARequest(second);
        }

        // "top" is what the archive adds to the JDK's own.
        assertThat(classes)
                .content(StandardCharsets.ISO_8859_1)
                .contains("PayaraMicroImpl source: shared objects file (top)");

        Path archive = archives(cache).get(0);
        Files.delete(archive);
        Files.writeString(archive, "no archive");
        try (HubProcess third = start(cache, "")) {
            answersARequest(third);
            assertThat(third.output()).doesNotContainIgnoringCase("archive");
        }
    }

    @Test
    void startedProcessIsTheHubItself() {
        try (HubProcess hub = start(Path.of("none"), "")) {
            ProcessHandle process = ProcessHandle.of(hub.pid()).orElseThrow();

            assertThat(process.info().command().orElse("")).endsWith("/java");
            assertThat(process.children()).isEmpty();
        }
    }

    @Test
    void sigtermLetsARequestFinishThatWaitsForItsAnswer() {
        try (HubProcess hub = start(Path.of("none"), "");
                RawService billing = RawService.websocket(hub, "billing").join();
                RawService orders = RawService.websocket(hub, "orders").join()) {
            orders.request("billing", "{\"id\":\"r-1\",\"event\":\"pay\",\"data\":1}");
            billing.expectRequest("{\"id\":\"r-1\",\"event\":\"pay\",\"data\":1}");

            hub.stop();
            assertThat(hub.awaitExit(Duration.ofSeconds(1))).isEmpty();
            billing.respond("\"r-1\"", "\"paid\"");

            orders.expectResponse("\"r-1\"", "\"paid\"");
            assertThat(hub.awaitExit(STOP)).isEqualTo(OptionalInt.of(ENDED_BY_SIGTERM));
        }
    }

    @Test
    void ownCollectorTakesThePlaceOfTheChosenOne() {
        try (HubProcess hub = start(Path.of("none"), "-XX:+UseParallelGC")) {
            answersARequest(hub);
        }
    }

    private static HubProcess start(Path cache, String options) {
        Map<String, String> environment = new HashMap<>(Map.of("MICROSTREAM_CACHE", cache.toString()));
        if (!options.isEmpty()) {
            environment.put("MICROSTREAM_JAVA_OPTIONS", options);
        }
        return HubProcess.startByScript(SCRIPT, environment);
    }

    private static void stop(HubProcess hub) {
        hub.stop();
        assertThat(hub.awaitExit(STOP)).isEqualTo(OptionalInt.of(ENDED_BY_SIGTERM));
    }

    private static void answersARequest(HubProcess hub) {
        try (RawService orders = RawService.websocket(hub, "orders").join()) {
            orders.request("orders", "{\"id\":\"r-1\",\"event\":\"e\",\"data\":1}")
                    .expectRequest("{\"id\":\"r-1\",\"event\":\"e\",\"data\":1}");
        }
    }

    private static List<Path> archives(Path cache) {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
