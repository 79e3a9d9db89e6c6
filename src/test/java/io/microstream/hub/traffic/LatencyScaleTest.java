package io.microstream.hub.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatencyScaleTest {
    @Test
    void bucketsFollowOneAnotherWithoutAGap() {
        for (int bucket = 1; bucket < LatencyScale.BUCKETS; bucket++) {
            long lowest = LatencyScale.lowest(bucket);

            assertThat(LatencyScale.bucket(lowest)).as("lowest of %s", bucket).isEqualTo(bucket);
            assertThat(LatencyScale.bucket(lowest - 1)).as("below %s", bucket).isEqualTo(bucket - 1);
        }
    }

    @Test
    void valueReadBackIsOffBySevenPercentAtMost() {
        for (long micros = 8; micros < 8_000_000_000L; micros += micros / 3 + 1) {
            double read = LatencyScale.middleMillis(LatencyScale.bucket(micros)) * 1000;

            assertThat(Math.abs(read - micros) / micros).as("%s µs", micros).isLessThan(0.07);
        }
    }

    @Test
    void whatIsTooLongOrNegativeFallsIntoTheOutermostBuckets() {
        assertThat(LatencyScale.bucket(Long.MAX_VALUE)).isEqualTo(LatencyScale.BUCKETS - 1);
        assertThat(LatencyScale.bucket(-5)).isZero();
    }
}
