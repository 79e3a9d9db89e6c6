package io.microstream.hub.admin.snapshot;

import io.microstream.hub.routing.Departure;
import io.microstream.hub.routing.HubCounters;
import io.microstream.hub.routing.HubEvent;
import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.Registration;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.traffic.CallStats;
import io.microstream.hub.traffic.Latencies;
import io.microstream.hub.traffic.Traffic;
import java.util.HashMap;
import java.util.Map;

/** The five-minute lines of the hub and of each service, moved on every five seconds. Guarded by the feed. */
final class HubLines {
    static final int STEP_SECONDS = 5;

    /** One service's; a new connection begins a new line. */
    static final class OfService {
        final Line in = new Line();
        final Line out = new Line();
        private long inBefore;
        private long outBefore;

        private void push(Registration service, double seconds) {
            long inNow = service.requestsReceived();
            long outNow = service.requestsSent();
            in.push((inNow - inBefore) / seconds);
            out.push((outNow - outBefore) / seconds);
            inBefore = inNow;
            outBefore = outNow;
        }
    }

    final Line services = new Line();
    final Line requestRate = new Line();
    final Line p99Ms = new Line();
    final Line errorShare = new Line();
    final Line inFlight = new Line();
    final Line removals = new Line();

    private final ServiceRegistry registry;
    private final PendingRequests pending;
    private final HubCounters counters;
    private final Traffic traffic;
    private Map<Registration, OfService> byService = new HashMap<>();
    private long requestsBefore;
    private long lastNanos = System.nanoTime();

    HubLines(ServiceRegistry registry, PendingRequests pending, HubCounters counters, Traffic traffic) {
        this.registry = registry;
        this.pending = pending;
        this.counters = counters;
        this.traffic = traffic;
    }

    /** The lines of a service; empty ones before its first step. */
    OfService of(Registration service) {
        OfService known = byService.get(service);
        return known == null ? new OfService() : known;
    }

    void step(long nowNanos) {
        double seconds = Math.max(0.5, (nowNanos - lastNanos) / 1e9);
        lastNanos = nowNanos;
        Map<Registration, OfService> stillThere = new HashMap<>();
        for (Registration service : registry.registrations()) {
            OfService lines = of(service);
            lines.push(service, seconds);
            stillThere.put(service, lines);
        }
        byService = stillThere;
        services.push(stillThere.size());
        long requests = counters.of(HubEvent.REQUEST_ARRIVED);
        requestRate.push((requests - requestsBefore) / seconds);
        requestsBefore = requests;
        inFlight.push(pending.count());
        removals.push(removed(traffic));
        pushStep();
    }

    private void pushStep() {
        Latencies latencies = new Latencies();
        long begun = 0;
        long errors = 0;
        for (CallStats call : traffic.calls()) {
            call.lastMinute().addLastStepTo(latencies);
            begun += call.lastMinute().lastStepRequests();
            errors += call.lastMinute().lastStepErrors();
        }
        p99Ms.push(latencies.percentileMillis(0.99).orElse(Double.NaN));
        errorShare.push(begun == 0 && errors == 0 ? Double.NaN : errors / (double) Math.max(begun, errors));
    }

    static long removed(Traffic traffic) {
        return traffic.goneInLastHour(Departure.EVICTED) + traffic.goneInLastHour(Departure.DISPLACED);
    }
}
