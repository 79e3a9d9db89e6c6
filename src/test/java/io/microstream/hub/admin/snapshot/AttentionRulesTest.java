package io.microstream.hub.admin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.admin.snapshot.AttentionLog.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AttentionRulesTest {
    private static final long BUFFER = 16_000_000;

    @Test
    void slowServiceIsNamedWithItsFigure() {
        assertThat(findings(service(2_412.0, 0, 0.0), 10)).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("slow:payment");
            assertThat(finding.level()).isEqualTo("risk");
            assertThat(finding.text()).isEqualTo("payment is slow: p99 2.41 s in the last minute.");
            assertThat(finding.next()).isEqualTo("Its events show which; its callers wait for it.");
        });
    }

    @Test
    void p99AtTheThresholdIsNotSlowYet() {
        assertThat(findings(service(AttentionRules.SLOW_MS, 0, 0.0), 10)).isEmpty();
        assertThat(findings(service(AttentionRules.SLOW_MS + 1, 0, 0.0), 10))
                .extracting(Finding::text)
                .containsExactly("payment is slow: p99 501 ms in the last minute.");
    }

    @Test
    void nineSlowRequestsSayNothing() {
        assertThat(findings(service(2_412.0, 0, 0.0), 9)).isEmpty();
    }

    @Test
    void serviceWithoutAnAnswerIsNotSlow() {
        assertThat(findings(service(null, 0, null), 100)).isEmpty();
    }

    @Test
    void slowServiceThatDoesNotReadIsBoth() {
        assertThat(findings(service(2_412.0, BUFFER / 2, 0.0), 10))
                .extracting(Finding::id)
                .containsExactlyInAnyOrder("slow:payment", "unread:payment");
    }

    @Test
    void thirdErrorOfTheMinuteIsTheFirstThatCounts() {
        assertThat(findings(service(10.0, 0, 0.2), 14)).isEmpty();
        assertThat(findings(service(10.0, 0, 0.2), 15))
                .extracting(Finding::text)
                .containsExactly("payment failed 20 % of 15 requests in the last minute.");
    }

    private static List<Finding> findings(Snapshot.Service service, long minuteRequests) {
        AttentionRules rules = new AttentionRules(0, new AttentionRules.Limits(15_000, BUFFER));
        rules.up(service, minuteRequests);
        return rules.findings();
    }

    private static Snapshot.Service service(@Nullable Double p99Ms, long bytesWaiting, @Nullable Double errorShare) {
        Snapshot.Rate rate = new Snapshot.Rate(1.0, null);
        return new Snapshot.Service(
                "payment",
                "up",
                "10.0.4.27",
                "websocket",
                "sid",
                0L,
                null,
                null,
                0L,
                rate,
                rate,
                p99Ms,
                p99Ms,
                errorShare,
                0,
                bytesWaiting,
                false);
    }
}
