package io.microstream.hub.admin.metrics;

import io.microstream.hub.routing.Outcome;
import io.microstream.hub.traffic.CallStats;
import io.microstream.hub.traffic.Latencies;

/** All calls to one target together. For one thread. */
final class TargetSums {
    /** Upper bounds of the buckets; the hub's own scale puts a latency near a bound on the wrong side by 7 % at most. */
    static final double[] BOUNDS_SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, Double.POSITIVE_INFINITY
    };

    private final long[] outcomes = new long[Outcome.values().length];
    private final Latencies latencies = new Latencies();
    private long micros;
    private long bytes;
    private long late;
    private long inFlight;

    void add(CallStats call) {
        for (Outcome outcome : Outcome.values()) {
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

    double durationSeconds() {
        return micros / 1e6;
    }

    /** How many fall into each bucket alone. */
    Number[] durationCounts() {
        Number[] counts = new Number[BOUNDS_SECONDS.length];
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            long upTo =
                    i == counts.length - 1 ? latencies.total() : latencies.atMost(Math.round(BOUNDS_SECONDS[i] * 1e6));
            counts[i] = upTo - below;
            below = upTo;
        }
        return counts;
    }
}
