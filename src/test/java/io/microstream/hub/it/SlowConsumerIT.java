package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.Figures;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.LiveService;
import io.microstream.hub.testing.ProcessProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services that do not read what they are sent, at a hub with little memory. */
@ExtendWith(SmallHub.class)
@Timeout(300)
class SlowConsumerIT {
    /** Sent to services that do not read; a gigabyte takes its time, so it is for the profile {@code soak}. */
    private static final long VOLUME_BYTES = Long.getLong("slow.bytes", 64_000_000);

    private static final int REQUEST_BYTES = 100_000;
    private static final String DATA = '"' + "x".repeat(REQUEST_BYTES) + '"';
    private static final long SEND_BUFFER_BYTES = 16_000_000;
    private static final long MARGIN_BYTES = 100_000_000;
    private static final long LATE_TICK_MILLIS = 1_000;
    private static final Duration HANG_UP = Duration.ofSeconds(5);
    private static final int WARM_UP_TRIPS = 500;
    private static final int WARM_UP_ROUNDS = 10;
    private static final int WARM_UP_ROUND_REQUESTS = 500;
    private static final long STEADY_BYTES = 2_000_000;
    private static final AtomicInteger NAMES = new AtomicInteger();

    private enum Lane {
        WEBSOCKET,
        POLLING
    }

    private final String slow = "slow-" + NAMES.incrementAndGet();

    @BeforeAll
    static void needsFigures() {
        assumeTrue(ProcessProbe.tellsFigures(), "signals and figures as on Linux");
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void serviceThatDoesNotReadIsCutOffAndCostsNobodyElse(Lane lane, HubProcess hub) throws Exception {
        try (SteadyPair pair = new SteadyPair(hub, slow + "-pair");
                HubWatch watch = new HubWatch(hub);
                Flood sender = new Flood(hub, slow + "-sender")) {
            warmUp(hub, sender);
            long before = pair.medianMicros(WARM_UP_TRIPS);
            long descriptors = hub.probe().openDescriptors();
            long resident = watch.startOver();
            pair.startOver();

            List<Silent> silent = flood(lane, hub, sender);

            long during = pair.medianMicros();
            long grown = watch.maxResidentBytes() - resident;
            print(lane, sender, grown, before, during, watch);
            Eventually.within(HANG_UP, () -> sender.settled() == sender.sent());
            assertThat(sender.told()).as("one outcome each").isEqualTo(sender.sent());
            assertThat(sender.count("TARGET_SERVICE_OVERLOADED")).isPositive();
            assertThat(pair.hasEnded()).isFalse();
            assertThat(grown).as("bytes of RSS").isLessThan(SEND_BUFFER_BYTES + MARGIN_BYTES);
            assertThat(watch.maxTickMillis())
                    .as("ms since the last tick, at most")
                    .isLessThan(LATE_TICK_MILLIS);
            Eventually.within(HANG_UP, () -> silent.stream().allMatch(Silent::isCutOff));
            assertThat(hub.probe().openDescriptors()).as("descriptors").isLessThan(descriptors + 10);
            silent.forEach(Silent::close);
        }
    }

    /** Ordinary traffic of the same kind, until the hub's heap has grown as far as that makes it grow. */
    private void warmUp(HubProcess hub, Flood sender) {
        try (LiveService reading = LiveService.answering(hub, slow + "-reading")) {
            long resident = hub.probe().residentBytes();
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                for (int i = 0; i < WARM_UP_ROUND_REQUESTS; i++) {
                    sender.ask(reading.name(), DATA);
                }
                Eventually.within(Duration.ofSeconds(30), () -> sender.settled() == sender.sent());
                long before = resident;
                resident = hub.probe().residentBytes();
                if (resident - before < STEADY_BYTES) {
                    return;
                }
            }
        }
    }

    /** Sends it all, to one silent service after another: each is cut off before it has got much. */
    private List<Silent> flood(Lane lane, HubProcess hub, Flood sender) {
        List<Silent> silent = new ArrayList<>();
        for (long bytes = 0; bytes < VOLUME_BYTES; ) {
            String target = slow + "-" + silent.size();
            silent.add(lane == Lane.POLLING ? Silent.polling(hub, target) : Silent.webSocket(hub, target));
            while (!sender.wasToldOverloaded(target)) {
                assertThat(sender.hasEnded()).as("the sender was cut off").isFalse();
                sender.ask(target, DATA);
                bytes += REQUEST_BYTES;
            }
        }
        return silent;
    }

    private static void print(Lane lane, Flood sender, long grown, long before, long during, HubWatch watch) {
        Figures.print(
                SlowConsumerIT.class,
                lane + " bytes=" + VOLUME_BYTES + " outcomes=" + sender + " rssGrown="
                        + grown / 1_000_000 + "MB medianBefore=" + before + "us medianDuring=" + during
                        + "us lastTickMax="
                        + watch.maxTickMillis() + "ms");
    }
}
