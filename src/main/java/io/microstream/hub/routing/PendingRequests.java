package io.microstream.hub.routing;

import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.time.Deadline;
import io.microstream.hub.time.HubClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

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

    /** Remembers who waits for the answer, before the request is sent. The id is not absent. */
    Placement put(Registration asker, RequestId id, Registration callee, CallMeter meter, long ticket) {
        NameLedger askers = asker.hasDeparted() ? current(asker.name()) : asker.ledger();
        if (!quota.reserve(askers)) {
            return Placement.Refused.TOO_MANY;
        }
        Placement placement = callee.ledger().place(askers, id, callee, clock.nanos(), meter, ticket);
        if (placement instanceof Placement.Refused) {
            quota.release(askers);
        }
        return placement;
    }

    /** What a connection sent last may come after it is over, when its name has another ledger. */
    private NameLedger current(ServiceName name) {
        return ledgers.computeIfAbsent(name.value(), key -> new NameLedger(name, quota, hubIds, counters));
    }

    /** Whose answer this is; empty where the service was not asked so, or the outcome is decided. */
    Optional<Pending> take(Registration answering, RequestId id) {
        return answering.ledger().take(answering, id);
    }

    /** Takes back a request that could not be sent; false when its outcome is decided already. */
    boolean withdraw(Pending entry) {
        return entry.sentOver().ledger().withdraw(entry);
    }

    /** The service is gone for good: nothing more is placed with it, and what was sent over it is handed out. */
    List<Pending> takeSentOver(Registration callee) {
        callee.ledger().depart(callee);
        return callee.ledger().takeSentOver(callee);
    }

    /** The service is gone and may be back: what was sent over it can still be answered until the grace ends. */
    void keepForGrace(Registration callee) {
        if (callee.ledger().depart(callee)) {
            inGrace.add(new InGrace(callee, clock.in(settings.lostGrace())));
        }
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
        for (NameLedger ledger : ledgers.values()) {
            ledger.takeExpired(now, ttl, expired);
            if (ledger.isIdle()) {
                dropIfIdle(ledger);
            }
        }
        return expired;
    }

    /** Hands out everything that is unanswered: the hub stops. */
    List<Pending> takeAll() {
        List<Pending> all = new ArrayList<>();
        ledgers.values().forEach(ledger -> ledger.takeAll(all));
        return all;
    }

    /** Looks again where {@link #hold} cannot come in between. */
    private void dropIfIdle(NameLedger ledger) {
        ledgers.computeIfPresent(ledger.name().value(), (key, current) -> current.isIdle() ? null : current);
    }
}
