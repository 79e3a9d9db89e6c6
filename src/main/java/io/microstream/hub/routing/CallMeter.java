package io.microstream.hub.routing;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Payload;

/**
 * Measures the requests of one kind: one caller, one callee, one event. Each request that has begun ends once. Any
 * thread; never blocks, never throws.
 */
public interface CallMeter {
    /** Measures nothing. */
    CallMeter NONE = new CallMeter() {};

    /**
     * A request begins.
     *
     * @param bytes of its payload and attachments together
     * @return what its end has to be told: when it began, and where it is noted
     */
    default long begin(Payload payload, int bytes) {
        return 0;
    }

    /** The callee has answered; the answer may be an error of its own. */
    default void answered(long ticket, RawJson answer) {}

    /** The request ends without an answer of the callee. */
    default void ended(long ticket, Outcome outcome) {}
}
