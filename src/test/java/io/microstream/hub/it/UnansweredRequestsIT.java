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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that nobody answers, as many as the hub takes, at a hub with little memory. */
@ExtendWith(SmallHub.class)
@Timeout(300)
class UnansweredRequestsIT {
    /** Asked in all; 300,000 take their time, so they are for the profile {@code soak}. */
    /** Of one asker: the errors that it gets all at once stay well below what may wait for one connection. */
    private static final int EACH = Math.min(SmallHub.MAX_PENDING, 20_000);

    private static final int REQUESTS = Integer.getInteger("unanswered.requests", 20_000);

    private static final int TOO_MANY = 500;
    private static final long BYTES_EACH = 600;
    private static final long NOISE_BYTES = 20_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeAll
    static void needsFigures() {
        assumeTrue(ProcessProbe.tellsFigures(), "signals and figures as on Linux");
    }

    @Test
    void requestsThatNobodyAnswersCostBoundedMemoryAndEndWithACode(HubProcess hub) {
        awaitCalm(hub);
        ProcessProbe probe = hub.probe();
        Set<String> reached = ConcurrentHashMap.newKeySet();
        List<Flood> askers = new ArrayList<>();
        try (LiveService mute = LiveService.join(hub, "mute", packet -> reached.add(packet))) {
            long heapBefore = probe.heapBytesAfterCollection();
            long residentBefore = probe.residentBytes();

            for (int asked = 0; asked < REQUESTS; asked += EACH) {
                Flood asker = new Flood(hub, "unheard-" + asked);
                askers.add(asker);
                ask(asker, mute.name(), Math.min(EACH, REQUESTS - asked));
            }
            Eventually.within(PATIENCE, () -> reached.size() == REQUESTS);

            long pending = pending(hub);
            long heap = probe.heapBytesAfterCollection() - heapBefore;
            long resident = probe.residentBytes() - residentBefore;
            print(heap, resident);
            assertThat(pending).isEqualTo(REQUESTS);
            assertThat(heap).as("bytes of heap").isLessThan(REQUESTS * BYTES_EACH + NOISE_BYTES);
        }
        Eventually.within(PATIENCE, () -> askers.stream().allMatch(asker -> asker.settled() == asker.sent()));
        assertThat(askers).allSatisfy(asker -> {
            assertThat(asker.told()).as("one outcome each").isEqualTo(asker.sent());
            assertThat(asker.count("TARGET_SERVICE_LOST")).isEqualTo(asker.sent());
        });
        assertThat(pending(hub)).isZero();
        askers.forEach(Flood::close);
    }

    @Test
    void requestsBeyondTheBoundOfTheirAskerAreRefusedAtOnce(HubProcess hub) {
        awaitCalm(hub);
        try (LiveService mute = LiveService.join(hub, "mute-too", packet -> {});
                Flood asker = new Flood(hub, "greedy")) {
            for (int i = 0; i < SmallHub.MAX_PENDING + TOO_MANY; i++) {
                asker.ask(mute.name(), "1");
            }

            Eventually.within(PATIENCE, () -> asker.told() >= TOO_MANY);

            assertThat(asker.count("TOO_MANY_REQUESTS")).isEqualTo(TOO_MANY);
            assertThat(asker.settled()).isEqualTo(TOO_MANY);
            assertThat(pending(hub)).isEqualTo(SmallHub.MAX_PENDING);
        }
    }

    /** Nothing is left of the tests before. */
    private static void awaitCalm(HubProcess hub) {
        Eventually.within(PATIENCE, () -> pending(hub) == 0);
    }

    private static void ask(Flood asker, String target, int count) {
        for (int i = 0; i < count; i++) {
            asker.ask(target, "{\"asker\":\"" + asker.hashCode() + "\"}");
        }
    }

    private static long pending(HubProcess hub) {
        return HubCounts.of(hub).orElseThrow().pending();
    }

    private static void print(long heap, long resident) {
        Figures.print(
                UnansweredRequestsIT.class,
                "requests=" + REQUESTS + " heapAfterGcGrown=" + heap / 1_000_000 + "MB (" + heap / REQUESTS
                        + " bytes each) rssGrown=" + resident / 1_000_000 + "MB");
    }
}
