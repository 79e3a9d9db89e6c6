package io.microstream.hub.routing;

import io.microstream.hub.message.ErrorCode;
import java.util.concurrent.atomic.LongAdder;

/** Owns the counts of what has happened since the hub started. Any thread; counting is nearly free. */
public final class HubCounters {
    private final LongAdder[] events = adders(HubEvent.values().length);
    private final LongAdder[] errors = adders(ErrorCode.values().length);

    /** Counts one more of these. */
    public void count(HubEvent event) {
        events[event.ordinal()].increment();
    }

    /** Counts one more error that the hub itself told somebody, or would have told had it still been there. */
    public void count(ErrorCode error) {
        errors[error.ordinal()].increment();
    }

    /** How many of these there were. */
    public long of(HubEvent event) {
        return events[event.ordinal()].sum();
    }

    /** How many errors with this code there were. */
    public long of(ErrorCode error) {
        return errors[error.ordinal()].sum();
    }

    private static LongAdder[] adders(int length) {
        LongAdder[] adders = new LongAdder[length];
        for (int i = 0; i < length; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }
}
