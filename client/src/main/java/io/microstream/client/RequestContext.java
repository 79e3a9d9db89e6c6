package io.microstream.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a handler may know of a request besides its data.
 *
 * @param event its event
 * @param id its id, JSON text as it came; for logs
 * @param headers its headers, {@code payload.headers}; those whose values are text
 * @param deadline when the asker stops waiting, if it said so
 */
public record RequestContext(String event, String id, Map<String, String> headers, Optional<Deadline> deadline) {
    /** A moment of this machine's monotonic clock. */
    public record Deadline(long atNanos) {
        /**
         * The moment that is {@code time} from now.
         *
         * @param time from now on
         * @return the moment
         */
        public static Deadline in(Duration time) {
            return new Deadline(System.nanoTime() + time.toNanos());
        }
    }

    /**
     * How much of the asker's time is left, never negative; empty where it did not say.
     *
     * @return the time
     */
    public Optional<Duration> timeLeft() {
        return deadline.map(moment -> Duration.ofNanos(Math.max(0, moment.atNanos() - System.nanoTime())));
    }
}
