package io.microstream.hub.routing;

import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is unanswered under one name: the requests that this service has to answer, and the number of its own that wait.
 * It outlives the service's connections, so that an answer over the next one counts.
 *
 * <p>Owns its entries, which are in the order in which they expire, guarded by its lock, together with
 * {@link Registration#hasDeparted()} of its registrations. Under the lock nothing is called but counters and meters.
 */
final class NameLedger {
    /** An asker and the id it used, where the request travels under another. */
    private record Alias(NameLedger asker, RequestId askersId) {}

    private final ServiceName name;
    private final PendingQuota quota;
    private final HubIds hubIds;
    private final HubCounters counters;
    private final AtomicInteger waiting = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RequestId, Pending> entries = new LinkedHashMap<>();
    private final Map<Alias, Pending> aliases = new HashMap<>();
    private int registrations;
    private Optional<Registration> outsider = Optional.empty();

    NameLedger(ServiceName name, PendingQuota quota, HubIds hubIds, HubCounters counters) {
        this.name = name;
        this.quota = quota;
        this.hubIds = hubIds;
        this.counters = counters;
    }

    ServiceName name() {
        return name;
    }

    /** The ledger of somebody outside the registry: only this very connection gets its answers. */
    void belongsTo(Registration nobodysName) {
        outsider = Optional.of(nobodysName);
    }

    /** Who gets what is for this name: the one that has it, or the outsider. */
    Optional<Registration> owner(ServiceRegistry registry) {
        return outsider.isPresent() ? outsider : registry.owner(name);
    }

    /** How many requests this service itself waits for. */
    AtomicInteger waiting() {
        return waiting;
    }

    /** One more registration uses this ledger, until {@link #depart}. */
    void hold() {
        lock.lock();
        try {
            registrations++;
        } finally {
            lock.unlock();
        }
    }

    /**
     * From now on nothing can be placed with this registration.
     *
     * @return whether something that was sent over it is still unanswered
     */
    boolean depart(Registration callee) {
        lock.lock();
        try {
            if (!callee.hasDeparted()) {
                callee.markDeparted();
                registrations--;
            }
            return callee.unanswered() > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody uses this ledger and nothing is written in it. */
    boolean isIdle() {
        lock.lock();
        try {
            return registrations == 0 && entries.isEmpty() && waiting.get() == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Remembers a request for which the asker has reserved its place; a refusal leaves that place reserved. */
    Placement place(NameLedger asker, RequestId id, Registration callee, long nowNanos, CallMeter meter, long ticket) {
        lock.lock();
        try {
            if (callee.hasDeparted()) {
                return Placement.Refused.CALLEE_GONE;
            }
            giveUpOlder(asker, id);
            Pending entry = entry(asker, id.copy(), callee, nowNanos, meter, ticket);
            entries.put(entry.travelsAs(), entry);
            callee.askedOnceMore();
            return entry;
        } finally {
            lock.unlock();
        }
    }

    private Pending entry(
            NameLedger asker, RequestId id, Registration callee, long nowNanos, CallMeter meter, long ticket) {
        if (id.isComparable() && !entries.containsKey(id)) {
            return new Pending(asker, id, id, callee, nowNanos, meter, ticket);
        }
        Pending renamed = new Pending(asker, id, unusedHubId(), callee, nowNanos, meter, ticket);
        if (id.isComparable()) {
            aliases.put(new Alias(asker, id), renamed);
        }
        counters.count(HubEvent.REQUEST_ID_REPLACED);
        return renamed;
    }

    /** An asker may have chosen an id that looks like the hub's. */
    private RequestId unusedHubId() {
        RequestId id = hubIds.next();
        while (entries.containsKey(id)) {
            id = hubIds.next();
        }
        return id;
    }

    private void giveUpOlder(NameLedger asker, RequestId id) {
        Pending older = entries.get(id);
        if (older == null || older.isRenamed() || older.asker() != asker) {
            older = aliases.isEmpty() ? null : aliases.get(new Alias(asker, id));
        }
        if (older != null) {
            entries.remove(older.travelsAs());
            removed(older);
            older.measureEnd(Outcome.GIVEN_UP);
            counters.count(HubEvent.REQUEST_GIVEN_UP);
        }
    }

    /**
     * Removes what was asked under this id; whoever gets it is its one winner. A connection that is over may still
     * answer what was sent over it, but not what was sent over its successor.
     */
    Optional<Pending> take(Registration answering, RequestId travelledAs) {
        lock.lock();
        try {
            Pending entry = entries.get(travelledAs);
            if (entry == null || (answering.hasDeparted() && entry.sentOver() != answering)) {
                return Optional.empty();
            }
            entries.remove(travelledAs);
            removed(entry);
            return Optional.of(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Removes this very entry; false when somebody else has removed it. */
    boolean withdraw(Pending entry) {
        lock.lock();
        try {
            boolean won = entries.remove(entry.travelsAs(), entry);
            if (won) {
                removed(entry);
            }
            return won;
        } finally {
            lock.unlock();
        }
    }

    /** Removes everything that was sent over this registration. */
    List<Pending> takeSentOver(Registration callee) {
        List<Pending> taken = new ArrayList<>();
        lock.lock();
        try {
            Iterator<Pending> all = entries.values().iterator();
            while (callee.unanswered() > 0 && all.hasNext()) {
                Pending entry = all.next();
                if (entry.sentOver() == callee) {
                    all.remove();
                    removed(entry);
                    taken.add(entry);
                }
            }
        } finally {
            lock.unlock();
        }
        return taken;
    }

    /** Removes everything that was sent longer than {@code ttlNanos} ago, and adds it to {@code expired}. */
    void takeExpired(long nowNanos, long ttlNanos, List<Pending> expired) {
        lock.lock();
        try {
            Iterator<Pending> oldestFirst = entries.values().iterator();
            while (oldestFirst.hasNext()) {
                Pending entry = oldestFirst.next();
                if (nowNanos - entry.sentAtNanos() <= ttlNanos) {
                    return;
                }
                oldestFirst.remove();
                removed(entry);
                expired.add(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Removes everything, and adds it to {@code all}. */
    void takeAll(List<Pending> all) {
        lock.lock();
        try {
            List<Pending> taken = List.copyOf(entries.values());
            entries.clear();
            taken.forEach(this::removed);
            all.addAll(taken);
        } finally {
            lock.unlock();
        }
    }

    private void removed(Pending entry) {
        if (entry.isRenamed()) {
            aliases.remove(new Alias(entry.asker(), entry.askersId()), entry);
        }
        entry.sentOver().askedOnceLess();
        quota.release(entry.asker());
    }
}
