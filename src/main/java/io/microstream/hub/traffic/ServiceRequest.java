package io.microstream.hub.traffic;

import io.microstream.hub.routing.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A request as the drawer of a service shows it.
 *
 * @param at when it began, in milliseconds since 1970
 * @param direction {@code out} where the service asked, {@code in} where it was asked
 * @param peer the other service
 * @param outcome {@code waiting}, {@code answered}, {@code late}, or what became of it
 * @param ms how long it took; {@code null} while it waits
 * @param body the beginning of its payload, if bodies are recorded
 */
public record ServiceRequest(
        long at,
        String direction,
        String peer,
        String event,
        String outcome,
        @Nullable Double ms,
        int bytes,
        @Nullable String body) {
    /** How many of a service are shown. */
    public static final int SHOWN = 50;

    static ServiceRequest of(RecentRequests.Entry entry, long at, boolean out, String peer, String event) {
        Outcome outcome = entry.outcome();
        return new ServiceRequest(
                at,
                out ? "out" : "in",
                peer,
                event,
                outcome == null ? "waiting" : word(outcome, entry.micros()),
                outcome == null ? null : entry.micros() / 1000.0,
                entry.bytes(),
                entry.body());
    }

    private static String word(Outcome outcome, long micros) {
        return outcome == Outcome.ANSWERED && micros > CallStats.LATE_MICROS ? "late" : outcome.text();
    }
}
