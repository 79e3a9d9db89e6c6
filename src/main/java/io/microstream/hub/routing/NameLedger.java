package io.microstream.hub.routing;

import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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
    private final RawJson quotedName;
    private final PendingQuota quota;
    private final HubIds hubIds;
    private final HubCounters counters;
    private final AtomicInteger waiting = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final PendingTable entries = new PendingTable();
    private Map<Alias, Pending> aliases = Map.of();
    private int registrations;
    private Optional<Registration> outsider = Optional.empty();
    private volatile boolean isWatched; // changes under the lock
    // No deadline of these entries is earlier; read without the lock, so that a tick need not take it.
    private volatile boolean hasDeadlines;
    private volatile long earliestDeadlineNanos;

    NameLedger(ServiceName name, PendingQuota quota, HubIds hubIds, HubCounters counters) {
        this.name = name;
        this.quotedName = JsonStrings.quote(name.value()).copy();
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
        return outsider.isPresent() ? outsider : registry.owner(quotedName);
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

    /** Whether a registration uses this ledger. */
    boolean isHeld() {
        lock.lock();
        try {
            return registrations > 0;
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

    /**
     * Remembers a request for which the asker has reserved its place; a refusal leaves that place reserved.
     *
     * @param timeoutNanos how long the asker waits, or 0 where it does not say
     */
    Placement place(
            NameLedger asker,
            RequestId id,
            Registration callee,
            long nowNanos,
            CallMeter meter,
            long ticket,
            long timeoutNanos) {
        lock.lock();
        try {
            if (callee.hasDeparted()) {
                return Placement.Refused.CALLEE_GONE;
            }
            giveUpOlder(asker, id);
            Pending entry = entry(asker, id.copy(), callee, nowNanos, meter, ticket, timeoutNanos);
            entries.add(entry);
            expectDeadline(entry);
            callee.askedOnceMore();
            return entry;
        } finally {
            lock.unlock();
        }
    }

    private void expectDeadline(Pending entry) {
        if (entry.hasDeadline() && (!hasDeadlines || entry.deadlineNanos() - earliestDeadlineNanos < 0)) {
            earliestDeadlineNanos = entry.deadlineNanos();
            hasDeadlines = true;
        }
    }

    private Pending entry(
            NameLedger asker,
            RequestId id,
            Registration callee,
            long nowNanos,
            CallMeter meter,
            long ticket,
            long timeoutNanos) {
        if (id.isComparable() && entries.find(id) == null) {
            return new Pending(asker, id, null, callee, nowNanos, meter, ticket, timeoutNanos);
        }
        Pending renamed = new Pending(asker, id, unusedHubId(), callee, nowNanos, meter, ticket, timeoutNanos);
        if (id.isComparable()) {
            aliases = aliases.isEmpty() ? new HashMap<>() : aliases;
            aliases.put(new Alias(asker, id), renamed);
        }
        counters.count(HubEvent.REQUEST_ID_REPLACED);
        return renamed;
    }

    /** An asker may have chosen an id that looks like the hub's. */
    private RequestId unusedHubId() {
        RequestId id = hubIds.next();
        while (entries.find(id) != null) {
            id = hubIds.next();
        }
        return id;
    }

    private void giveUpOlder(NameLedger asker, RequestId id) {
        Pending older = entries.find(id);
        if (older == null || older.isRenamed() || older.asker() != asker) {
            older = aliases.isEmpty() ? null : aliases.get(new Alias(asker, id));
        }
        if (older != null) {
            entries.remove(older);
            removed(older);
            older.measureEnd(Outcome.GIVEN_UP);
            counters.count(HubEvent.REQUEST_GIVEN_UP);
        }
    }

    /**
     * Removes what was asked under this id; whoever gets it is its one winner. A connection that is over may still
     * answer what was sent over it, but not what was sent over its successor. Null where there is none.
     */
    @Nullable
    Pending take(Registration answering, RequestId travelledAs) {
        lock.lock();
        try {
            Pending entry = entries.find(travelledAs);
            if (entry == null || (answering.hasDeparted() && entry.sentOver() != answering)) {
                return null;
            }
            entries.remove(entry);
            removed(entry);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** Removes this very entry; false when somebody else has removed it. */
    boolean withdraw(Pending entry) {
        lock.lock();
        try {
            boolean won = entries.remove(entry);
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
            Pending next = entries.oldest();
            while (callee.unanswered() > 0 && next != null) {
                Pending entry = next;
                next = entry.younger;
                if (entry.sentOver() == callee) {
                    takeTo(taken, entry);
                }
            }
        } finally {
            lock.unlock();
        }
        return taken;
    }

    /** Whether somebody looks for what expires in here. */
    boolean isWatched() {
        return isWatched;
    }

    /**
     * Begins to be watched.
     *
     * @return when the oldest entry was sent, in hub time; empty if nothing is in here, or it is watched already
     */
    OptionalLong watch() {
        lock.lock();
        try {
            Pending oldest = entries.oldest();
            if (isWatched || oldest == null) {
                return OptionalLong.empty();
            }
            isWatched = true;
            return OptionalLong.of(oldest.sentAtNanos());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes everything that was sent longer than {@code ttlNanos} ago, and adds it to {@code expired}.
     *
     * @return when the oldest of the others was sent, in hub time; empty if nothing is left, and nobody watches any more
     */
    OptionalLong takeExpired(long nowNanos, long ttlNanos, List<Pending> expired) {
        lock.lock();
        try {
            Pending next = entries.oldest();
            while (next != null && nowNanos - next.sentAtNanos() > ttlNanos) {
                takeTo(expired, next);
                next = entries.oldest();
            }
            isWatched = next != null;
            return next == null ? OptionalLong.empty() : OptionalLong.of(next.sentAtNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Whether an asker may stop waiting; true for a while after the last of them was answered. */
    boolean hasDeadlines() {
        return hasDeadlines;
    }

    /** Removes everything whose asker does not wait any longer, and adds it to {@code overdue}. */
    void takeOverdue(long nowNanos, List<Pending> overdue) {
        if (!hasDeadlines || nowNanos - earliestDeadlineNanos <= 0) {
            return; // what is answered in time is never looked at, save once for each timeout that passes
        }
        lock.lock();
        try {
            hasDeadlines = false;
            Pending next = entries.oldest();
            while (next != null) {
                Pending entry = next;
                next = entry.younger;
                if (entry.hasDeadline() && nowNanos - entry.deadlineNanos() > 0) {
                    takeTo(overdue, entry);
                } else {
                    expectDeadline(entry);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Removes everything, and adds it to {@code all}. */
    void takeAll(List<Pending> all) {
        lock.lock();
        try {
            for (Pending next = entries.oldest(); next != null; next = entries.oldest()) {
                takeTo(all, next);
            }
        } finally {
            lock.unlock();
        }
    }

    private void takeTo(List<Pending> taken, Pending entry) {
        entries.remove(entry);
        removed(entry);
        taken.add(entry);
    }

    private void removed(Pending entry) {
        if (entry.isRenamed() && !aliases.isEmpty()) {
            aliases.remove(new Alias(entry.asker(), entry.askersId()), entry);
        }
        entry.sentOver().askedOnceLess();
        quota.release(entry.asker());
    }
}
