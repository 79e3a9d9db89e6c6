package io.microstream.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pauses between attempts to connect: each twice as long as the one before, up to a limit, and spread so that many
 * clients do not come at once.
 *
 * @param first the first pause
 * @param longest the limit
 * @param jitter share of a pause, 0 to 1, by which it may be shorter or longer
 */
public record Backoff(Duration first, Duration longest, double jitter) {
    /**
     * Checks what it is given.
     *
     * @param first positive
     * @param longest not shorter than the first
     * @param jitter a share from 0 to 1
     */
    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("the first pause is positive and not longer than the longest");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter is a share from 0 to 1");
        }
    }

    /**
     * Pauses from {@code first} to {@code longest}, without jitter.
     *
     * @param first the first pause
     * @param longest the limit of the pauses
     * @return the pauses
     */
    public static Backoff exponential(Duration first, Duration longest) {
        return new Backoff(first, longest, 0);
    }

    /**
     * The same pauses, each spread by a share of itself.
     *
     * @param share from 0 to 1
     * @return the pauses
     */
    public Backoff jitter(double share) {
        return new Backoff(first, longest, share);
    }

    /**
     * The pause after a number of attempts that have failed, from 0 on.
     *
     * @param failures how many attempts have failed so far
     * @return the pause
     */
    public Duration pause(int failures) {
        double doubled = first.toNanos() * Math.pow(2, Math.min(failures, 60));
        double pause = Math.min(doubled, longest.toNanos());
        double spread =
                jitter == 0 ? 1 : 1 + jitter * ThreadLocalRandom.current().nextDouble(-1, 1);
        return Duration.ofNanos((long) (pause * spread));
    }
}
