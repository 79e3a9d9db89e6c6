package io.microstream.hub.traffic;

import io.microstream.hub.routing.Departure;
import io.microstream.hub.routing.Registration;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;

/** Owns, under its lock, the services that have gone in the last hour and are not back, and how many went, and how. */
public final class GoneServices {
    /** How long a service is remembered. */
    static final Duration KEPT = Duration.ofHours(1);

    /** How many are remembered; the oldest give way. */
    static final int MAX = 1_000;

    /**
     * A service that has gone.
     *
     * @param unanswered requests that it had not answered when it went
     */
    public record Gone(
            String name,
            String address,
            String sid,
            long connectedAt,
            long goneAt,
            Departure departure,
            int unanswered) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Gone> byName = new LinkedHashMap<>(); // oldest first
    private final Map<Departure, MinuteCounts> counts = new EnumMap<>(Departure.class);
    private final AtomicLongArray inAll = new AtomicLongArray(Departure.values().length);

    void add(Registration service, Departure departure, long nowMillis) {
        Gone gone = new Gone(
                service.name().value(),
                service.connection().remoteAddress(),
                service.connection().id(),
                service.since().toEpochMilli(),
                nowMillis,
                departure,
                service.unanswered());
        inAll.getAndIncrement(departure.ordinal());
        lock.lock();
        try {
            counts.computeIfAbsent(departure, absent -> new MinuteCounts()).add(nowMillis);
            byName.remove(gone.name());
            if (departure != Departure.DISPLACED) { // its name lives on
                byName.put(gone.name(), gone);
            }
            if (byName.size() > MAX) {
                byName.remove(byName.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    void isBack(String name) {
        lock.lock();
        try {
            byName.remove(name);
        } finally {
            lock.unlock();
        }
    }

    void forgetOld(long nowMillis) {
        lock.lock();
        try {
            Iterator<Gone> oldestFirst = byName.values().iterator();
            while (oldestFirst.hasNext() && nowMillis - oldestFirst.next().goneAt() > KEPT.toMillis()) {
                oldestFirst.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    Collection<Gone> all() {
        lock.lock();
        try {
            return List.copyOf(byName.values());
        } finally {
            lock.unlock();
        }
    }

    long inAll(Departure departure) {
        return inAll.get(departure.ordinal());
    }

    long inLastHour(Departure departure, long nowMillis) {
        lock.lock();
        try {
            MinuteCounts found = counts.get(departure);
            return found == null ? 0 : found.inLastHour(nowMillis);
        } finally {
            lock.unlock();
        }
    }
}
