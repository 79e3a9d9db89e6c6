package io.microstream.hub.admin.snapshot;

import io.microstream.hub.admin.HubControl;
import io.microstream.hub.admin.HubVersion;
import io.microstream.hub.admin.HubVitals;
import io.microstream.hub.routing.BlockedNames;
import io.microstream.hub.routing.ConnectionStatus;
import io.microstream.hub.routing.Departure;
import io.microstream.hub.routing.Registration;
import io.microstream.hub.traffic.CallStats;
import io.microstream.hub.traffic.GoneServices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts one snapshot together. Reads everything, owns nothing; one for each snapshot. */
final class SnapshotBuilder {
    private record Pair(String caller, String callee) {}

    private static final double FULL = 0.9;

    private final HubSources hub;
    private final HubLines lines;
    private final long nowMillis = System.currentTimeMillis();
    private final Map<String, Totals> byCallee = new HashMap<>();
    private final Map<Pair, Totals> byPair = new HashMap<>();
    private final Totals all = new Totals();

    SnapshotBuilder(HubSources hub, HubLines lines) {
        this.hub = hub;
        this.lines = lines;
        for (CallStats call : hub.traffic().calls()) {
            byCallee.computeIfAbsent(call.callee(), absent -> new Totals()).add(call);
            byPair.computeIfAbsent(new Pair(call.caller(), call.callee()), absent -> new Totals())
                    .add(call);
            all.add(call);
        }
    }

    Snapshot build(AttentionLog attention) {
        List<Snapshot.Service> services = services();
        attention.update(findings(services), nowMillis);
        return new Snapshot(
                nowMillis,
                hubItself(),
                new Tiles(hub, lines, all).tiles(services),
                services,
                calls(),
                attention.entries(),
                hub.registry().blocked().all().stream()
                        .map(SnapshotBuilder::blocked)
                        .sorted(Comparator.comparing(Snapshot.Blocked::name))
                        .toList(),
                hub.traffic().refusedHandshakes());
    }

    /** Only what needs attention, where nobody looks. */
    void attend(AttentionLog attention) {
        attention.update(findings(services()), nowMillis);
    }

    private List<AttentionLog.Finding> findings(List<Snapshot.Service> services) {
        AttentionRules rules = new AttentionRules(
                nowMillis,
                new AttentionRules.Limits(
                        hub.settings().heartbeatTimeout().toMillis(),
                        hub.control().sendBufferBytes()));
        rules.hub(reasons(), hub.vitals().state() == HubVitals.State.DRAINING);
        for (Snapshot.Service service : services) {
            if (!service.state().equals("gone")) {
                Totals asCallee = byCallee.get(service.name());
                rules.up(service, asCallee == null ? 0 : asCallee.minuteRequests());
            }
        }
        Map<String, Long> toNobody = new HashMap<>();
        Map<String, Long> toGone = new HashMap<>();
        for (CallStats call : hub.traffic().calls()) {
            long failed = call.lastMinute().errors();
            if (failed > 0) {
                toGone.merge(call.callee(), failed, Long::sum);
                if (AttentionRules.isToNobody(call.callee())) {
                    toNobody.merge(call.caller(), failed, Long::sum);
                }
            }
        }
        for (GoneServices.Gone gone : hub.traffic().goneServices()) {
            rules.gone(
                    gone,
                    toGone.getOrDefault(gone.name(), 0L),
                    hub.registry().blocked().includes(gone.name()));
        }
        toNobody.forEach(rules::toNobody);
        hub.traffic().refusedHandshakes().forEach(rules::refused);
        return rules.findings();
    }

    private Snapshot.Hub hubItself() {
        HubVitals vitals = hub.vitals();
        HubControl control = hub.control();
        List<String> reasons = reasons();
        boolean degraded = vitals.state() == HubVitals.State.RUNNING && !reasons.isEmpty();
        return new Snapshot.Hub(
                "MicroStream Hub",
                HubVersion.text(),
                degraded ? HubVitals.State.DEGRADED.name() : vitals.state().name(),
                reasons,
                vitals.startedAt().toEpochMilli(),
                control.lane(),
                control.url().orElse(null),
                hub.settings().heartbeatTimeout().toMillis(),
                hub.settings().pendingTtl().toMillis(),
                control.sendBufferBytes(),
                control.drainEndsAt().map(Instant::toEpochMilli).orElse(null),
                hub.traffic().settings().recordBodies(),
                hub.traffic().settings().measuresCalls(),
                control.logLevel());
    }

    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (hub.vitals().state() == HubVitals.State.DEGRADED) {
            reasons.add("its timers last ticked " + hub.vitals().sinceLastTick().toSeconds() + " s ago");
        }
        full("unanswered requests", hub.pending().count(), hub.settings().maxPendingTotal())
                .ifPresent(reasons::add);
        full("connections", hub.vitals().sessions(), hub.control().maxConnections())
                .ifPresent(reasons::add);
        return reasons;
    }

    private static Optional<String> full(String what, long used, long bound) {
        return used > FULL * bound
                ? Optional.of(Math.round(100.0 * used / bound) + " % of its " + bound + " " + what + " are in use")
                : Optional.empty();
    }

    private List<Snapshot.Service> services() {
        List<Snapshot.Service> services = new ArrayList<>();
        for (Registration registration : hub.registry().registrations()) {
            services.add(up(registration));
        }
        for (GoneServices.Gone gone : hub.traffic().goneServices()) {
            services.add(gone(gone));
        }
        services.sort(Comparator.comparing(Snapshot.Service::name));
        return services;
    }

    private Snapshot.Service up(Registration service) {
        String name = service.name().value();
        long silentMs = (hub.clock().nanos() - service.lastSignOfLifeNanos()) / 1_000_000;
        boolean risk = silentMs > hub.settings().heartbeatTimeout().toMillis() / 2;
        ConnectionStatus status = service.connection().status();
        HubLines.OfService line = lines.of(service);
        Totals asCallee = byCallee.getOrDefault(name, new Totals());
        return new Snapshot.Service(
                name,
                risk ? "risk" : "up",
                service.connection().remoteAddress(),
                status.transport(),
                service.connection().id(),
                service.since().toEpochMilli(),
                null,
                null,
                Math.max(0, silentMs),
                new Snapshot.Rate(line.in.lastMinute(), line.in.values()),
                new Snapshot.Rate(line.out.lastMinute(), null),
                asCallee.percentile(0.5),
                asCallee.percentile(0.99),
                asCallee.errorShare(),
                service.unanswered(),
                status.queuedBytes(),
                hub.registry().blocked().includes(name));
    }

    private Snapshot.Service gone(GoneServices.Gone gone) {
        return new Snapshot.Service(
                gone.name(),
                "gone",
                gone.address(),
                null,
                gone.sid(),
                gone.connectedAt(),
                gone.goneAt(),
                reason(gone.departure()),
                null,
                new Snapshot.Rate(null, null),
                new Snapshot.Rate(null, null),
                null,
                null,
                null,
                0,
                0,
                hub.registry().blocked().includes(gone.name()));
    }

    private static String reason(Departure departure) {
        return switch (departure) {
            case CLEAN -> "said goodbye";
            case LOST -> "vanished";
            case EVICTED -> "silent for too long";
            case DISPLACED -> "its name was taken over";
            case CUT_OFF -> "did not read";
            case DISCONNECTED -> "disconnected by an operator";
        };
    }

    private List<Snapshot.Call> calls() {
        List<Snapshot.Call> calls = new ArrayList<>();
        byPair.forEach((pair, totals) -> calls.add(call(pair.caller(), pair.callee(), totals)));
        calls.sort(Comparator.comparing(Snapshot.Call::caller).thenComparing(Snapshot.Call::callee));
        return calls;
    }

    private static Snapshot.Call call(String caller, String callee, Totals totals) {
        @Nullable Double rate = totals.rate();
        return new Snapshot.Call(
                caller,
                callee,
                rate,
                totals.errorShare(),
                totals.percentile(0.5),
                totals.percentile(0.99),
                totals.inFlight(),
                totals.total(),
                totals.errors());
    }

    private static Snapshot.Blocked blocked(BlockedNames.Blocked blocked) {
        return new Snapshot.Blocked(blocked.name().value(), blocked.since().toEpochMilli(), blocked.by());
    }
}
