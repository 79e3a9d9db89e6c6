package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.Figures;
import io.microstream.hub.testing.HubCounts;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.LiveService;
import io.microstream.hub.testing.ProcessProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Half an hour of mixed traffic in which something goes wrong all the time; for the profile {@code soak}. Each minute
 * the faults pause, and what the hub holds then must not have grown since the first minute.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class SoakIT {
    /** Heap after a full collection may grow by this much in all, and descriptors and threads by these. */
    private static final long MAX_HEAP_GROWTH_BYTES = 10_000_000;

    private static final long MAX_DESCRIPTOR_GROWTH = 20;
    private static final long MAX_THREAD_GROWTH = 20;

    private static final int PAIRS = 4;
    private static final Duration STEP = Duration.ofMillis(20);
    private static final int STEPS_FOR_A_FAULT = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> SETTINGS = Map.of(
            "JAVA_TOOL_OPTIONS", "-Xmx512m",
            "MICROSTREAM_SEND_BUFFER", "1MB",
            "MICROSTREAM_PENDING_TTL", "10s",
            "MICROSTREAM_LOST_GRACE", "1s",
            "MICROSTREAM_CONNECT_TIMEOUT", "5s",
            "LOG_LEVEL", "error",
            // Each fault is a service that nobody has seen before: the table of calls is full after two minutes, and
            // not
            // after forty, at 4 KB a row.
            "MICROSTREAM_MAX_CALLS", "256",
            "MICROSTREAM_ADMIN_PASSWORD", "soak"); // without one, the link of the console is a line of its own

    private record Sample(long minute, long heap, long resident, long descriptors, long threads, long answered) {}

    private final List<Sample> samples = new ArrayList<>();

    @BeforeEach
    void needsFigures() {
        assumeTrue(ProcessProbe.tellsFigures(), "signals and figures as on Linux");
    }

    @Test
    void memoryAndDescriptorsStayWhereTheyAreThroughAllFaults() {
        long minutes = Long.getLong("soak.minutes", 0);
        List<Runnable> goodbyes = new ArrayList<>();
        try (HubProcess hub = HubProcess.start(SETTINGS);
                Flood victim = new Flood(hub, "asker-of-the-faulty");
                Faults faults = new Faults(hub, victim)) {
            List<Flood> askers = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                goodbyes.add(LiveService.answering(hub, "target-" + i)::close);
                askers.add(new Flood(hub, "asker-" + i));
                goodbyes.add(askers.get(i)::close);
            }
            JavaService poller = JavaService.answering(hub.url(), "poller", Transports.POLLING, data -> data);
            goodbyes.add(poller::close);
            long calm = HubCounts.of(hub).orElseThrow().connections();

            Figures.print(SoakIT.class, "minute   heap MB    RSS MB  descriptors  threads   answered");
            for (long minute = 0; minute <= minutes; minute++) {
                soak(minute == 0 ? Duration.ofSeconds(30) : Duration.ofMinutes(1), askers, faults);
                faults.end();
                Eventually.within(
                        PATIENCE, () -> HubCounts.of(hub).orElseThrow().equals(new HubCounts(calm, calm, calm, 0)));
                sample(minute, hub.probe(), askers);
            }

            Figures.print(SoakIT.class, "faults " + faults + ", outcomes of the faulty " + victim);
            assertThat(askers)
                    .allSatisfy(asker -> assertThat(asker.count("answer"))
                            .as("every request to a sound service is answered, once")
                            .isEqualTo(asker.sent())
                            .isEqualTo(asker.told()));
            assertThat(victim.settled()).isEqualTo(victim.sent()).isEqualTo(victim.told());
            assertThat(poller.isConnected()).isTrue();
            assertThat(hub.output()).doesNotContain("ERROR", "Exception");
        } finally {
            goodbyes.forEach(Runnable::run);
        }
        assertNothingHasGrown();
    }

    private static void soak(Duration time, List<Flood> askers, Faults faults) {
        long end = System.nanoTime() + time.toNanos();
        for (long step = 1; end - System.nanoTime() > 0; step++) {
            for (int i = 0; i < askers.size(); i++) {
                askers.get(i).ask("target-" + (i + step) % PAIRS, "{\"step\":" + step + "}");
                askers.get(i).ask("poller", "{\"step\":" + step + "}");
            }
            if (step % STEPS_FOR_A_FAULT == 0) {
                faults.cause();
            }
            LifeService.pass(STEP);
        }
    }

    private void sample(long minute, ProcessProbe probe, List<Flood> askers) {
        Sample sample = new Sample(
                minute,
                probe.heapBytesAfterCollection(),
                probe.residentBytes(),
                probe.openDescriptors(),
                probe.threads(),
                askers.stream().mapToLong(Flood::told).sum());
        samples.add(sample);
        Figures.print(
                SoakIT.class,
                String.format(
                        Locale.ROOT,
                        "%6d %9.1f %9.1f %12d %8d %10d",
                        sample.minute(),
                        sample.heap() / 1e6,
                        sample.resident() / 1e6,
                        sample.descriptors(),
                        sample.threads(),
                        sample.answered()));
    }

    private void assertNothingHasGrown() {
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        assertThat(last.heap() - first.heap()).as("heap growth").isLessThan(MAX_HEAP_GROWTH_BYTES);
        assertThat(last.descriptors() - first.descriptors()).as("descriptors").isLessThan(MAX_DESCRIPTOR_GROWTH);
        assertThat(last.threads() - first.threads()).as("threads").isLessThan(MAX_THREAD_GROWTH);
    }
}
