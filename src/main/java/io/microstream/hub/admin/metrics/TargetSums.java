package io.microstream.hub.admin.metrics;

import io.microstream.hub.routing.Outcome;
import io.microstream.hub.traffic.CallStats;
import io.microstream.hub.traffic.Latencies;
import java.util.Arrays;

/** All calls to one target together. For one thread. */
final class TargetSums {
    /** Upper bounds of the buckets; the hub's own scale puts a latency near a bound on the wrong side by 7 % at most. */
    static final double[] BOUNDS_SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, Double.POSITIVE_INFINITY
    };

    private static final long[] BOUNDS_MICROS = Arrays.stream(BOUNDS_SECONDS)
            .mapToLong(seconds -> Math.round(seconds * 1e6)) // the infinite one becomes the largest
            .toArray();

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final long[] outcomes = new long[OUTCOMES.length];
    private final Latencies latencies = new Latencies();
    private long micros;
    private long bytes;
    private long late;
    private long inFlight;

    void add(CallStats call) {
        for (Outcome outcome : OUTCOMES) {
            outcomes[outcome.ordinal()] += call.ended(outcome);
        }
        call.addLatencies(latencies);
        micros += call.totalMicros();
        bytes += call.bytes();
        late += call.late();
        inFlight += call.inFlight();
    }

    long ended(Outcome outcome) {
        return outcomes[outcome.ordinal()];
    }

    long bytes() {
        return bytes;
    }

    long late() {
        return late;
    }

    long inFlight() {
        return inFlight;
    }

    /** All durations together. */
    long durationMicros() {
        return micros;
    }

    /** How many are no longer than each bound. */
    long[] durationsUpTo() {
        return latencies.upTo(BOUNDS_MICROS);
    }
}
