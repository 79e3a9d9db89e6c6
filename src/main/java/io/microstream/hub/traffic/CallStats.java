package io.microstream.hub.traffic;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Payload;
import io.microstream.hub.routing.CallMeter;
import io.microstream.hub.routing.Outcome;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One caller, one callee, one event: how many requests, how they ended, how long they took, and the last of them. Of
 * fixed size; written without locks.
 */
public final class CallStats implements CallMeter {
    /** An answer that takes longer than this is late. */
    public static final long LATE_MICROS = 5_000_000;

    private static final int OUTCOMES = Outcome.values().length;
    private static final int BEGUN = OUTCOMES;
    private static final int LATE = OUTCOMES + 1;
    private static final int BYTES = OUTCOMES + 2;
    private static final int MICROS = OUTCOMES + 3;

    private final String caller;
    private final String callee;
    private final String event;
    private final byte[] eventJson;
    private final AtomicLongArray counts = new AtomicLongArray(OUTCOMES + 4);
    private final AtomicLongArray latencies = new AtomicLongArray(LatencyScale.BUCKETS);
    private final RecentRequests recent;
    private final LatencyWindow window = new LatencyWindow();

    // The sampler's; see CallTable.
    private volatile long lastUsedMillis;
    private long begunBefore;

    CallStats(String caller, String callee, String event, byte[] eventJson, boolean recordBodies, long nowMillis) {
        this.caller = caller;
        this.callee = callee;
        this.event = event;
        this.eventJson = eventJson;
        recent = new RecentRequests(recordBodies);
        lastUsedMillis = nowMillis;
    }

    @Override
    public long begin(Payload payload, int bytes) {
        long micros = System.nanoTime() / 1000;
        int slot = (int) counts.getAndIncrement(BEGUN) & RecentRequests.MASK;
        counts.getAndAdd(BYTES, bytes);
        recent.begin(slot, micros, bytes, payload);
        return micros << RecentRequests.BITS | slot;
    }

    @Override
    public void answered(long ticket, RawJson answer) {
        long began = ticket >> RecentRequests.BITS;
        long micros = Math.max(0, System.nanoTime() / 1000 - began);
        Outcome outcome = Answers.isError(answer) ? Outcome.FAILED : Outcome.ANSWERED;
        counts.getAndIncrement(outcome.ordinal());
        latencies.getAndIncrement(LatencyScale.bucket(micros));
        counts.getAndAdd(MICROS, micros);
        if (micros > LATE_MICROS) {
            counts.getAndIncrement(LATE);
        }
        recent.end((int) ticket & RecentRequests.MASK, began, micros, outcome);
    }

    @Override
    public void ended(long ticket, Outcome outcome) {
        long began = ticket >> RecentRequests.BITS;
        counts.getAndIncrement(outcome.ordinal());
        recent.end((int) ticket & RecentRequests.MASK, began, Math.max(0, System.nanoTime() / 1000 - began), outcome);
    }

    public String caller() {
        return caller;
    }

    public String callee() {
        return callee;
    }

    /** The event as people write it. */
    public String event() {
        return event;
    }

    /** Requests so far. */
    public long begun() {
        return counts.get(BEGUN);
    }

    /** Requests that ended like this. */
    public long ended(Outcome outcome) {
        return counts.get(outcome.ordinal());
    }

    /** Requests that did not get what they asked for. */
    public long errors() {
        long sum = 0;
        for (Outcome outcome : Outcome.values()) {
            sum += outcome.isError() ? ended(outcome) : 0;
        }
        return sum;
    }

    /** Requests that wait for their end. */
    public long inFlight() {
        long ended = 0;
        for (int i = 0; i < OUTCOMES; i++) {
            ended += counts.get(i);
        }
        return Math.max(0, begun() - ended);
    }

    /** Answers that took longer than {@link #LATE_MICROS}. */
    public long late() {
        return counts.get(LATE);
    }

    /** Bytes of payloads and attachments of the requests. */
    public long bytes() {
        return counts.get(BYTES);
    }

    /** All latencies of answers together, in microseconds. */
    public long totalMicros() {
        return counts.get(MICROS);
    }

    /** Adds the latencies of all answers. */
    public void addLatencies(Latencies sum) {
        for (int bucket = 0; bucket < LatencyScale.BUCKETS; bucket++) {
            long count = latencies.get(bucket);
            if (count > 0) {
                sum.add(bucket, count);
            }
        }
    }

    /** What happened in the last minute. */
    public LatencyWindow lastMinute() {
        return window;
    }

    RecentRequests recent() {
        return recent;
    }

    boolean is(int callerHash, String itsCaller, String itsCallee, RawJson itsEvent) {
        return caller.hashCode() == callerHash
                && callee.equals(itsCallee)
                && caller.equals(itsCaller)
                && itsEvent.length() == eventJson.length
                && Arrays.equals(
                        eventJson,
                        0,
                        eventJson.length,
                        itsEvent.array(),
                        itsEvent.offset(),
                        itsEvent.offset() + itsEvent.length());
    }

    int slotHash() {
        return CallTable.hash(caller, callee, eventJson, 0, eventJson.length);
    }

    long lastUsedMillis() {
        return lastUsedMillis;
    }

    /** Every five seconds. */
    void sample(long nowMillis) {
        long begun = begun();
        if (begun != begunBefore) {
            begunBefore = begun;
            lastUsedMillis = nowMillis;
        }
        window.push(begun, errors(), latencies);
    }

    /** Takes over all that another call has counted; that one is used no more. */
    void fold(CallStats other) {
        for (int i = 0; i < counts.length(); i++) {
            counts.getAndAdd(i, other.counts.get(i));
        }
        for (int bucket = 0; bucket < LatencyScale.BUCKETS; bucket++) {
            long count = other.latencies.get(bucket);
            if (count > 0) {
                latencies.getAndAdd(bucket, count);
            }
        }
    }
}
