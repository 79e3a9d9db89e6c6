package io.microstream.hub.routing;

import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.time.Deadline;
import io.microstream.hub.time.HubClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whose answer. Every request that is remembered here is handed out exactly once: to its answer, to the
 * loss of the service that was asked, or to its expiry. Any thread.
 *
 * <p>Owns the ledgers, one for each name, and the services that are in their grace. There is no lock for all: each
 * ledger has its own.
 */
public final class PendingRequests {
    private record InGrace(Registration callee, Deadline end) {}

    private final HubClock clock;
    private final RoutingSettings settings;
    private final HubCounters counters;
    private final PendingQuota quota;
    private final HubIds hubIds = new HubIds();
    private final ConcurrentHashMap<String, NameLedger> ledgers = new ConcurrentHashMap<>();
    private final ExpiryWatch expiries = new ExpiryWatch();
    private final Set<NameLedger> timed = ConcurrentHashMap.newKeySet(); // whose askers may stop waiting
    private final Set<NameLedger> abandoned = ConcurrentHashMap.newKeySet(); // to be dropped once they are idle
    private final Queue<InGrace> inGrace = new ConcurrentLinkedQueue<>(); // in the order of their ends

    public PendingRequests(HubClock clock, RoutingSettings settings, HubCounters counters) {
        this.clock = clock;
        this.settings = settings;
        this.counters = counters;
        quota = new PendingQuota(settings.maxPending(), settings.maxPendingTotal());
    }

    /** How many requests wait for their outcome. */
    public long count() {
        return quota.total();
    }

    /** How many names have something to remember, or a service; for tests and operators. */
    public int names() {
        return ledgers.size();
    }

    /** The name's ledger, for a new registration. */
    NameLedger hold(ServiceName name) {
        return ledgers.compute(name.value(), (key, existing) -> {
            NameLedger ledger = existing == null ? new NameLedger(name, quota, hubIds, counters) : existing;
            ledger.hold();
            return ledger;
        });
    }

    /**
     * Somebody who asks without being registered: the console. It may have the name of a service, and gets the answers
     * to its own requests only.
     */
    public Registration outsider(ServiceName name, Connection connection) {
        NameLedger ledger = new NameLedger(name, quota, hubIds, counters);
        Registration registration = new Registration(name, connection, ledger, clock.nanos());
        ledger.belongsTo(registration);
        return registration;
    }

    /** The same for an asker that does not say how long it waits. */
    Placement put(Registration asker, RequestId id, Registration callee, CallMeter meter, long ticket) {
        return put(asker, id, callee, meter, ticket, 0);
    }

    /**
     * Remembers who waits for the answer, before the request is sent.
     *
     * @param id not absent
     * @param timeoutMillis how long the asker waits, or 0 where it does not say
     */
    Placement put(
            Registration asker, RequestId id, Registration callee, CallMeter meter, long ticket, long timeoutMillis) {
        NameLedger askers = asker.hasDeparted() ? current(asker.name()) : asker.ledger();
        if (!quota.reserve(askers)) {
            return Placement.Refused.TOO_MANY;
        }
        long timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        Placement placement = callee.ledger().place(askers, id, callee, clock.nanos(), meter, ticket, timeoutNanos);
        if (placement instanceof Placement.Refused) {
            quota.release(askers);
            return placement;
        }
        if (!callee.ledger().isWatched()) {
            callee.ledger().watch().ifPresent(oldest -> expiries.add(callee.ledger(), oldest));
        }
        if (timeoutMillis > 0) {
            timed.add(callee.ledger()); // behind the placing: a sweep between the two would let it go again
        }
        return placement;
    }

    /** What a connection sent last may come after it is over, when its name has another ledger. */
    private NameLedger current(ServiceName name) {
        return ledgers.computeIfAbsent(name.value(), key -> {
            NameLedger ledger = new NameLedger(name, quota, hubIds, counters);
            abandoned.add(ledger);
            return ledger;
        });
    }

    /** Whose answer this is; null where the service was not asked so, or the outcome is decided. */
    @Nullable
    Pending take(Registration answering, RequestId id) {
        return answering.ledger().take(answering, id);
    }

    /** Takes back a request that could not be sent; false when its outcome is decided already. */
    boolean withdraw(Pending entry) {
        return entry.sentOver().ledger().withdraw(entry);
    }

    /** The service is gone for good: nothing more is placed with it, and what was sent over it is handed out. */
    List<Pending> takeSentOver(Registration callee) {
        callee.ledger().depart(callee);
        abandoned.add(callee.ledger());
        return callee.ledger().takeSentOver(callee);
    }

    /** The service is gone and may be back: what was sent over it can still be answered until the grace ends. */
    void keepForGrace(Registration callee) {
        if (callee.ledger().depart(callee)) {
            inGrace.add(new InGrace(callee, clock.in(settings.lostGrace())));
        }
        abandoned.add(callee.ledger());
    }

    /** Hands out what is unanswered though the grace of its service has ended. */
    List<Pending> takeLost() {
        List<Pending> lost = new ArrayList<>();
        InGrace next = inGrace.peek();
        while (next != null && next.end().passed(clock)) {
            if (inGrace.remove(next)) {
                lost.addAll(next.callee().ledger().takeSentOver(next.callee()));
            }
            next = inGrace.peek();
        }
        return lost;
    }

    /** Hands out what is too old, and drops ledgers that are of no use any more. */
    List<Pending> takeExpired() {
        List<Pending> expired = new ArrayList<>();
        long now = clock.nanos();
        long ttl = settings.pendingTtl().toNanos();
        for (NameLedger due = expiries.takeDue(now, ttl); due != null; due = expiries.takeDue(now, ttl)) {
            NameLedger ledger = due;
            ledger.takeExpired(now, ttl, expired).ifPresent(oldest -> expiries.add(ledger, oldest));
        }
        dropIdle();
        return expired;
    }

    /** Hands out what is unanswered though its asker does not wait any longer. */
    List<Pending> takeOverdue() {
        List<Pending> overdue = new ArrayList<>();
        long now = clock.nanos();
        for (NameLedger ledger : timed) {
            ledger.takeOverdue(now, overdue);
            if (!ledger.hasDeadlines()) {
                timed.remove(ledger);
                if (ledger.hasDeadlines()) { // one has come meanwhile
                    timed.add(ledger);
                }
            }
        }
        return overdue;
    }

    /** Hands out everything that is unanswered: the hub stops. */
    List<Pending> takeAll() {
        List<Pending> all = new ArrayList<>();
        ledgers.values().forEach(ledger -> ledger.takeAll(all));
        return all;
    }

    /** Of those that a service has left: costs what is to be dropped. */
    private void dropIdle() {
        for (NameLedger ledger : List.copyOf(abandoned)) {
            abandoned.remove(ledger); // before it is looked at: who leaves it now puts it in again
            if (ledger.isIdle()) {
                dropIfIdle(ledger);
            } else if (!ledger.isHeld()) {
                abandoned.add(ledger);
            }
        }
    }

    /** Looks again where {@link #hold} cannot come in between. */
    private void dropIfIdle(NameLedger ledger) {
        ledgers.computeIfPresent(
                ledger.name().value(), (key, current) -> current == ledger && current.isIdle() ? null : current);
    }
}
