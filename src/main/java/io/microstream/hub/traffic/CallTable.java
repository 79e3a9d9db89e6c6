package io.microstream.hub.traffic;

import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All calls, found without a lock and without making an object. Bounded: of one caller and callee only so many events
 * are told apart, and when the table is full, the calls that were used longest ago are folded into one for each callee.
 *
 * <p>Owns the table under its lock; whoever only looks reads the array, which is replaced and never shrunk in place.
 */
public final class CallTable {
    /** Stands for all callers, callees or events that are not told apart. */
    public static final String OTHER = "_OTHER";

    /** Events of one caller and callee that are told apart. */
    static final int MAX_EVENTS = 64;

    private static final RawJson OTHER_EVENT = RawJson.of('"' + OTHER + '"');
    private static final long REST_MILLIS = 5_000;

    private record Pair(String caller, String callee) {}

    /** A call that was taken out of the table, and since when: who has found it before may still write to it. */
    private record Retired(CallStats call, long sinceMillis) {}

    private final int maxCalls;
    private final boolean recordBodies;
    private final KnownTargets targets;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Pair, int[]> events = new HashMap<>();
    private final Deque<Retired> retired = new ArrayDeque<>();
    private volatile AtomicReferenceArray<CallStats> slots;
    private volatile List<CallStats> calls = List.of();
    private int size;

    /** @param maxCalls how many calls are told apart */
    public CallTable(int maxCalls, KnownTargets targets, boolean recordBodies) {
        this.maxCalls = maxCalls;
        this.targets = targets;
        this.recordBodies = recordBodies;
        int rows = Integer.highestOneBit(maxCalls + KnownTargets.MAX + 1) * 4; // at least half of them are empty
        slots = new AtomicReferenceArray<>(rows);
    }

    /** The call, made if it is new. Nearly free when it is not. */
    CallStats find(String caller, String callee, RawJson event) {
        CallStats known = look(slots, caller, callee, event);
        return known != null ? known : add(caller, callee, event);
    }

    private static @Nullable CallStats look(
            AtomicReferenceArray<CallStats> table, String caller, String callee, RawJson event) {
        int mask = table.length() - 1;
        int callerHash = caller.hashCode();
        int at = hash(caller, callee, event.array(), event.offset(), event.length()) & mask;
        for (CallStats call = table.get(at); call != null; call = table.get(at)) {
            if (call.is(callerHash, caller, callee, event)) {
                return call;
            }
            at = at + 1 & mask;
        }
        return null;
    }

    static int hash(String caller, String callee, byte[] event, int offset, int length) {
        int hash = caller.hashCode() * 31 + callee.hashCode();
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + event[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 16;
    }

    private CallStats add(String caller, String callee, RawJson event) {
        lock.lock();
        try {
            CallStats known = look(slots, caller, callee, event);
            if (known != null) {
                return known;
            }
            int[] told = events.computeIfAbsent(new Pair(caller, callee), pair -> new int[1]);
            if (told[0] >= MAX_EVENTS && !event.equals(OTHER_EVENT)) {
                return find(caller, callee, OTHER_EVENT);
            }
            if (size >= maxCalls && !isFold(caller)) {
                makeRoom();
                if (size >= maxCalls) {
                    return find(OTHER, targets.label(callee), OTHER_EVENT);
                }
            }
            told[0]++;
            return insert(new CallStats(
                    caller, callee, readable(event), bytes(event), recordBodies, System.currentTimeMillis()));
        } finally {
            lock.unlock();
        }
    }

    private static boolean isFold(String caller) {
        return caller.equals(OTHER);
    }

    private CallStats insert(CallStats call) {
        put(slots, call);
        size += isFold(call.caller()) ? 0 : 1;
        List<CallStats> all = new ArrayList<>(calls);
        all.add(call);
        calls = all;
        return call;
    }

    private static void put(AtomicReferenceArray<CallStats> table, CallStats call) {
        int mask = table.length() - 1;
        int at = call.slotHash() & mask;
        while (table.get(at) != null) {
            at = at + 1 & mask;
        }
        table.set(at, call);
    }

    /** Takes the eighth that was used longest ago out of the table, unless too many are on their way out already. */
    private void makeRoom() {
        foldRested(System.currentTimeMillis());
        if (retired.size() > maxCalls / 4) {
            return;
        }
        List<CallStats> oldestFirst = calls.stream()
                .filter(call -> !isFold(call.caller()))
                .sorted(Comparator.comparingLong(CallStats::lastUsedMillis))
                .toList();
        List<CallStats> leaving = oldestFirst.subList(0, Math.max(1, oldestFirst.size() / 8));
        for (CallStats call : leaving) {
            retired.add(new Retired(call, System.currentTimeMillis()));
            events.computeIfPresent(
                    new Pair(call.caller(), call.callee()), (pair, told) -> --told[0] == 0 ? null : told);
        }
        List<CallStats> staying = new ArrayList<>(calls);
        staying.removeAll(leaving);
        AtomicReferenceArray<CallStats> table = new AtomicReferenceArray<>(slots.length());
        staying.forEach(call -> put(table, call));
        slots = table;
        calls = staying;
        size -= leaving.size();
    }

    /** Folds what nobody writes to any more. */
    private void foldRested(long nowMillis) {
        int looked = retired.size();
        for (int i = 0; i < looked; i++) {
            Retired next = retired.remove();
            if (nowMillis - next.sinceMillis() > REST_MILLIS && next.call().inFlight() == 0) {
                find(OTHER, targets.label(next.call().callee()), OTHER_EVENT).fold(next.call());
            } else {
                retired.add(next);
            }
        }
    }

    /** Every five seconds: lets the windows of all calls move on. */
    void sample(long nowMillis) {
        calls.forEach(call -> call.sample(nowMillis));
        lock.lock();
        try {
            foldRested(nowMillis);
        } finally {
            lock.unlock();
        }
    }

    /** All calls at this moment. */
    public List<CallStats> calls() {
        return calls;
    }

    private static String readable(RawJson event) {
        if (event.isAbsent()) {
            return "";
        }
        return event.isString() ? JsonStrings.unescape(event) : event.text();
    }

    private static byte[] bytes(RawJson event) {
        return event.text().getBytes(StandardCharsets.UTF_8);
    }
}
