package io.microstream.hub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FailedLoginsTest {
    private static final String ADDRESS = "10.0.0.7";
    private static final long SECOND = 1_000_000_000L;

    private final FailedLogins failures = new FailedLogins();

    @Test
    void firstWrongPasswordsCostNothing() {
        fail(FailedLogins.FREE - 1);

        assertThat(failures.secondsToWait(ADDRESS, 0)).isZero();
    }

    @Test
    void eachFurtherOneDoublesTheWaitUpToAMinute() {
        fail(FailedLogins.FREE);
        assertThat(failures.secondsToWait(ADDRESS, 0)).isEqualTo(1);
        fail(1);
        assertThat(failures.secondsToWait(ADDRESS, 0)).isEqualTo(2);
        fail(1);
        assertThat(failures.secondsToWait(ADDRESS, 0)).isEqualTo(4);
        fail(100);

        assertThat(failures.secondsToWait(ADDRESS, 0)).isEqualTo(FailedLogins.LONGEST_WAIT.toSeconds());
    }

    @Test
    void waitEndsAndAnotherAddressDoesNotWait() {
        fail(FailedLogins.FREE);

        assertThat(failures.secondsToWait(ADDRESS, SECOND - 1)).isEqualTo(1);
        assertThat(failures.secondsToWait(ADDRESS, SECOND)).isZero();
        assertThat(failures.secondsToWait("10.0.0.8", 0)).isZero();
    }

    @Test
    void failuresAreForgottenAfterTenQuietMinutes() {
        fail(50);

        assertThat(failures.count(ADDRESS, Duration.ofMinutes(10).toNanos() + 1))
                .isEqualTo(1);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            failures.count(ADDRESS, 0);
        }
    }
}
