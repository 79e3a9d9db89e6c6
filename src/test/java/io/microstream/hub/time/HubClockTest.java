package io.microstream.hub.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HubClockTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long STEP = SECOND / 4;
    private static final long START = Long.MAX_VALUE - 5 * SECOND; // System.nanoTime() may start anywhere and wrap

    private final HubClock clock = new HubClock(START);

    @Test
    void timeStandsStillUntilTheFirstTick() {
        assertThat(clock.nanos()).isZero();
    }

    @Test
    void tickAddsWhatHasPassedSinceTheLast() {
        clock.tick(START + 250);
        clock.tick(START + 1_000);

        assertThat(clock.nanos()).isEqualTo(1_000);
    }

    @Test
    void tickAddsExactlyAQuarterWhole() {
        clock.tick(START + STEP);

        assertThat(clock.nanos()).isEqualTo(STEP);
    }

    @Test
    void tickAfterAPauseAddsNoMoreThanAQuarter() {
        clock.tick(START + STEP + 1);
        clock.tick(START + 20 * SECOND);
        clock.tick(START + 20 * SECOND + 5);

        assertThat(clock.nanos()).isEqualTo(2 * STEP + 5);
    }

    @Test
    void readingThatGoesBackAddsNothingAndIsNotMadeUpFor() {
        clock.tick(START + 500);

        clock.tick(START + 200);
        clock.tick(START + 600);

        assertThat(clock.nanos()).isEqualTo(600);
    }

    @Test
    void readingThatWrapsIsStillLater() {
        clock.tick(START + 5 * SECOND - STEP / 2);

        clock.tick(START + 5 * SECOND + STEP / 2); // beyond Long.MAX_VALUE

        assertThat(clock.nanos()).isEqualTo(2 * STEP);
    }

    @Test
    void ageOfTheLastTickIsMeasuredInRealTime() {
        clock.tick(START + 1_000);

        assertThat(clock.sinceLastTick(START + 17 * SECOND)).isEqualTo(Duration.ofNanos(17 * SECOND - 1_000));
        assertThat(clock.sinceLastTick(START)).isEqualTo(Duration.ZERO);
    }

    @Test
    void deadlineHasNotPassedExactlyAtItsMoment() {
        Deadline deadline = clock.in(Duration.ofNanos(700));

        clock.tick(START + 700);

        assertThat(deadline.passed(clock)).isFalse();
    }

    @Test
    void deadlineHasPassedOneNanosecondBehindItsMoment() {
        Deadline deadline = clock.in(Duration.ofNanos(700));

        clock.tick(START + 701);

        assertThat(deadline.passed(clock)).isTrue();
    }

    @Test
    void sleepOfTheHubMakesNoDeadlinePass() {
        Deadline deadline = clock.in(Duration.ofSeconds(15));

        clock.tick(START + 60 * SECOND);

        assertThat(deadline.passed(clock)).isFalse();
    }
}
