package io.microstream.hub.routing;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.RequestId;

/**
 * A request that waits for its outcome. Whoever removes it from its {@link NameLedger} owes the asker that outcome.
 *
 * <p>Compared by identity. Holds the asker's ledger, not its connection: the asker may be back over another one.
 */
final class Pending implements Placement {
    private final NameLedger asker;
    private final RequestId askersId;
    private final RequestId travelsAs;
    private final Registration sentOver;
    private final long sentAtNanos;
    private final CallMeter meter;
    private final long ticket;

    Pending(
            NameLedger asker,
            RequestId askersId,
            RequestId travelsAs,
            Registration sentOver,
            long sentAtNanos,
            CallMeter meter,
            long ticket) {
        this.asker = asker;
        this.askersId = askersId;
        this.travelsAs = travelsAs;
        this.sentOver = sentOver;
        this.sentAtNanos = sentAtNanos;
        this.meter = meter;
        this.ticket = ticket;
    }

    /** The ledger of the service that waits. */
    NameLedger asker() {
        return asker;
    }

    /** The id that the asker gave it, in the asker's own text. */
    RequestId askersId() {
        return askersId;
    }

    /** The id under which the service that is asked knows it. */
    RequestId travelsAs() {
        return travelsAs;
    }

    boolean isRenamed() {
        return !askersId.equals(travelsAs);
    }

    /** What to write in place of the asker's id, or {@link RawJson#ABSENT} to leave it. */
    RawJson replacedId() {
        return isRenamed() ? travelsAs.text() : RawJson.ABSENT;
    }

    /** The service that is asked, over the connection that the request took. */
    Registration sentOver() {
        return sentOver;
    }

    /** Tells the meter that the callee has answered. */
    void measureAnswer(RawJson answer) {
        meter.answered(ticket, answer);
    }

    /** Tells the meter that it ends without an answer. */
    void measureEnd(Outcome outcome) {
        meter.ended(ticket, outcome);
    }

    /** In hub time. */
    long sentAtNanos() {
        return sentAtNanos;
    }
}
