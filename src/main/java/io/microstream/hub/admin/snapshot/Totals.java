package io.microstream.hub.admin.snapshot;

import io.microstream.hub.traffic.CallStats;
import io.microstream.hub.traffic.Latencies;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The sum of several calls, as far as it is shown. For one thread. */
final class Totals {
    private final Latencies latencies = new Latencies();
    private long minuteRequests;
    private long minuteErrors;
    private double rate;
    private boolean rateIsKnown;
    private long total;
    private long errors;
    private long inFlight;

    void add(CallStats call) {
        call.lastMinute().addTo(latencies);
        minuteRequests += call.lastMinute().requests();
        minuteErrors += call.lastMinute().errors();
        int seconds = call.lastMinute().seconds();
        if (seconds > 0) {
            rate += call.lastMinute().requests() / (double) seconds;
            rateIsKnown = true;
        }
        total += call.begun();
        errors += call.errors();
        inFlight += call.inFlight();
    }

    long minuteRequests() {
        return minuteRequests;
    }

    @Nullable
    Double rate() {
        return rateIsKnown ? Double.valueOf(Rounded.of(rate)) : null;
    }

    /** Of the last minute; unknown where nothing was asked. */
    @Nullable
    Double errorShare() {
        long all = Math.max(minuteRequests, minuteErrors); // an old request may fail in a minute without new ones
        return all == 0 ? null : Double.valueOf(Rounded.of(minuteErrors / (double) all));
    }

    @Nullable
    Double percentile(double share) {
        OptionalDouble millis = latencies.percentileMillis(share);
        return millis.isPresent() ? Double.valueOf(Rounded.of(millis.getAsDouble())) : null;
    }

    long total() {
        return total;
    }

    long errors() {
        return errors;
    }

    long inFlight() {
        return inFlight;
    }
}
