package io.microstream.hub.routing;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its outcome. Whoever removes it from its {@link NameLedger} owes the asker that outcome.
 *
 * <p>Compared by identity. Holds the asker's ledger, not its connection: the asker may be back over another one.
 */
final class Pending implements Placement {
    private final NameLedger asker;
    private final RequestId askersId;
    private final @Nullable RequestId hubsId;
    private final Registration sentOver;
    private final long sentAtNanos;
    private final CallMeter meter;
    private final long ticket;
    private final long timeoutNanos;

    // The links of the table that it is in.
    @Nullable
    Pending nextInBin;

    @Nullable
    Pending older;

    @Nullable
    Pending younger;

    /**
     * @param hubsId what to send in place of the asker's id; null to leave that one
     * @param timeoutNanos how long the asker waits, or 0 where it does not say
     */
    Pending(
            NameLedger asker,
            RequestId askersId,
            @Nullable RequestId hubsId,
            Registration sentOver,
            long sentAtNanos,
            CallMeter meter,
            long ticket,
            long timeoutNanos) {
        this.asker = asker;
        this.askersId = askersId;
        this.hubsId = hubsId;
        this.sentOver = sentOver;
        this.sentAtNanos = sentAtNanos;
        this.meter = meter;
        this.ticket = ticket;
        this.timeoutNanos = timeoutNanos;
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
        return hubsId == null ? askersId : hubsId;
    }

    boolean isRenamed() {
        return hubsId != null;
    }

    /** What to write in place of the asker's id, or {@link RawJson#ABSENT} to leave it. */
    RawJson replacedId() {
        return hubsId == null ? RawJson.ABSENT : hubsId.text();
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

    boolean hasDeadline() {
        return timeoutNanos > 0;
    }

    /** When its asker stops waiting, in hub time; only where it {@link #hasDeadline}. */
    long deadlineNanos() {
        return sentAtNanos + timeoutNanos;
    }

    /** In hub time. */
    long sentAtNanos() {
        return sentAtNanos;
    }
}
