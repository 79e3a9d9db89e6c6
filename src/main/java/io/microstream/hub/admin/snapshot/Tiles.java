package io.microstream.hub.admin.snapshot;

import io.microstream.hub.routing.Departure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The six figures over the page, with the thresholds at which they change colour. */
final class Tiles {
    private static final double IN_FLIGHT_WARN_SHARE = 0.5;
    private static final double REMOVALS_WARN = 1;

    /** From this multiple of its threshold on a figure is bad. */
    private static final double BAD = 4;

    private final HubSources hub;
    private final HubLines lines;
    private final Totals all;

    Tiles(HubSources hub, HubLines lines, Totals all) {
        this.hub = hub;
        this.lines = lines;
        this.all = all;
    }

    Snapshot.Tiles tiles(List<Snapshot.Service> services) {
        long gone = services.stream()
                .filter(service -> service.state().equals("gone"))
                .count();
        double up = services.size() - (double) gone;
        long evictions = hub.traffic().goneInLastHour(Departure.EVICTED);
        long takeOvers = hub.traffic().goneInLastHour(Departure.DISPLACED);
        double removals = evictions + (double) takeOvers;
        double inFlightWarn = hub.settings().maxPendingTotal() * IN_FLIGHT_WARN_SHARE;
        boolean anyLost =
                hub.traffic().goneServices().stream().anyMatch(service -> AttentionRules.isLoss(service.departure()));
        return new Snapshot.Tiles(
                new Snapshot.Tile(up, lines.services.values(), null, anyLost ? "bad" : "ok", gone, null, null),
                tile(lines.requestRate.lastMinute(), lines.requestRate, null),
                tile(all.percentile(0.99), lines.p99Ms, AttentionRules.SLOW_MS),
                tile(all.errorShare(), lines.errorShare, AttentionRules.ERROR_SHARE_WARN),
                tile((double) hub.pending().count(), lines.inFlight, inFlightWarn),
                new Snapshot.Tile(
                        removals,
                        lines.removals.values(),
                        REMOVALS_WARN,
                        state(removals, REMOVALS_WARN),
                        null,
                        evictions,
                        takeOvers));
    }

    private static Snapshot.Tile tile(@Nullable Double value, Line line, @Nullable Double warnAt) {
        return new Snapshot.Tile(value, line.values(), warnAt, state(value, warnAt), null, null, null);
    }

    private static String state(@Nullable Double value, @Nullable Double warnAt) {
        if (value == null || warnAt == null || value < warnAt) {
            return "ok";
        }
        return value < BAD * warnAt ? "warn" : "bad";
    }
}
