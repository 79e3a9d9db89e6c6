package io.microstream.hub.it;

import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.LiveService;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that asks as fast as the hub takes it, and keeps count of what becomes of each request. */
final class Flood implements AutoCloseable {
    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final BitSet settled = new BitSet(); // guarded by itself
    private final Set<String> overloaded = ConcurrentHashMap.newKeySet();
    private final AtomicInteger told = new AtomicInteger();
    private final LiveService asker;
    private int sent;

    Flood(HubTarget hub, String name) {
        asker = LiveService.join(hub, name, this::onResponse);
    }

    /** Asks once; {@code data} is JSON. Blocks while the hub does not take it. */
    void ask(String target, String data) {
        String id = Integer.toString(sent++);
        asker.send("42[\"request\",{\"targetService\":\"" + target + "\",\"payload\":{\"id\":\"" + id
                + "\",\"event\":\"test\",\"data\":" + data + "}}]");
    }

    /** How many requests it has sent. */
    int sent() {
        return sent;
    }

    /** How many outcomes it was told, more than one for a request included. */
    int told() {
        return told.get();
    }

    /** How many different requests have an outcome. */
    int settled() {
        synchronized (settled) {
            return settled.cardinality();
        }
    }

    /** How many had this outcome: a code, or {@code answer}. */
    int count(String outcome) {
        AtomicInteger count = outcomes.get(outcome);
        return count == null ? 0 : count.get();
    }

    /** Whether it was told that this service does not read. */
    boolean wasToldOverloaded(String target) {
        return overloaded.contains(target);
    }

    boolean hasEnded() {
        return asker.hasEnded();
    }

    /** Outcomes and how often each was told. */
    @Override
    public String toString() {
        return new TreeMap<>(outcomes).toString();
    }

    private void onResponse(String packet) {
        String code = LiveService.stringMember(packet, "code");
        if (code.equals("TARGET_SERVICE_OVERLOADED")) {
            overloaded.add(LiveService.stringMember(packet, "targetService"));
        }
        outcomes.computeIfAbsent(code.isEmpty() ? "answer" : code, absent -> new AtomicInteger())
                .incrementAndGet();
        told.incrementAndGet();
        synchronized (settled) { // last: whoever waits for it reads the other two afterwards
            settled.set(Integer.parseInt(LiveService.stringMember(packet, "id")));
        }
    }

    @Override
    public void close() {
        asker.close();
    }
}
