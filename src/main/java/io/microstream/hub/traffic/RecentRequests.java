package io.microstream.hub.traffic;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Payload;
import io.microstream.hub.routing.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last requests of one call, in a ring. Written without locks: while it is overwritten a reader may see the
 * beginning of one request with the bytes of another, which does no harm where people look.
 */
final class RecentRequests {
    static final int BITS = 6;
    static final int MASK = (1 << BITS) - 1;

    /** Longest part of a body that is kept, in bytes. */
    static final int MAX_BODY = 2_000;

    private static final int OUTCOME_BITS = 4;

    /**
     * One of them.
     *
     * @param beganMicros on {@link System#nanoTime()}'s scale
     * @param outcome {@code null} while it waits
     * @param micros how long it took, as far as it has ended
     */
    record Entry(
            long beganMicros,
            @Nullable Outcome outcome,
            long micros,
            int bytes,
            @Nullable String body) {}

    private static final Outcome[] OUTCOMES = Outcome.values();

    private final AtomicLongArray began = new AtomicLongArray(MASK + 1);
    private final AtomicLongArray ends = new AtomicLongArray(MASK + 1); // duration, then outcome + 1; 0 while it waits
    private final AtomicIntegerArray bytes = new AtomicIntegerArray(MASK + 1);
    private final @Nullable AtomicReferenceArray<@Nullable RawJson> bodies;

    RecentRequests(boolean recordBodies) {
        bodies = recordBodies ? new AtomicReferenceArray<>(MASK + 1) : null;
    }

    void begin(int slot, long beganMicros, int size, Payload payload) {
        ends.lazySet(slot, 0);
        bytes.lazySet(slot, size);
        if (bodies != null) {
            bodies.set(slot, copy(payload.json()));
        }
        began.lazySet(slot, beganMicros);
    }

    void end(int slot, long beganMicros, long micros, Outcome outcome) {
        if (began.getPlain(slot) == beganMicros) { // otherwise a later request has its place by now
            ends.lazySet(slot, micros << OUTCOME_BITS | (outcome.ordinal() + 1));
        }
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int slot = 0; slot <= MASK; slot++) {
            long beganMicros = began.getAcquire(slot);
            if (beganMicros != 0) {
                long end = ends.getAcquire(slot);
                int outcome = (int) end & ((1 << OUTCOME_BITS) - 1);
                entries.add(new Entry(
                        beganMicros,
                        outcome == 0 ? null : OUTCOMES[outcome - 1],
                        end >> OUTCOME_BITS,
                        bytes.get(slot),
                        body(slot)));
            }
        }
        return entries;
    }

    private @Nullable String body(int slot) {
        RawJson body = bodies == null ? null : bodies.get(slot);
        return body == null ? null : body.text();
    }

    private static RawJson copy(RawJson body) {
        int end = body.offset() + Math.min(body.length(), MAX_BODY);
        return RawJson.slice(body.array(), body.offset(), end).copy();
    }
}
