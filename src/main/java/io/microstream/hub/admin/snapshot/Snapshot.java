package io.microstream.hub.admin.snapshot;

import io.microstream.hub.traffic.RefusedHandshakes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the console shows at one moment, as it goes out as JSON. Times are milliseconds since 1970, rates are per
 * second in the last minute, what is unknown is {@code null}.
 */
public record Snapshot(
        long at,
        Hub hub,
        Tiles tiles,
        List<Service> services,
        List<Call> calls,
        List<Attention> attention,
        List<Blocked> blocked,
        List<RefusedHandshakes.Refused> refused) {

    /**
     * The hub itself.
     *
     * @param reasons why it is DEGRADED, in plain words
     * @param url where it is, as far as it knows
     */
    public record Hub(
            String name,
            String version,
            String state,
            List<String> reasons,
            long startedAt,
            String lane,
            @Nullable String url,
            long heartbeatTimeoutMs,
            long pendingTtlMs,
            long sendBufferBytes,
            @Nullable Long drainEndsAt,
            boolean recordBodies,
            boolean statistics,
            String logLevel) {}

    /** The six figures over the page. */
    public record Tiles(Tile services, Tile requestRate, Tile p99Ms, Tile errorShare, Tile inFlight, Tile removals) {}

    /**
     * One figure.
     *
     * @param line its last five minutes, a value each five seconds, oldest first
     * @param warnAt from where on it is a matter of concern
     * @param state {@code ok}, {@code warn} or {@code bad}
     * @param gone services that left within the hour, for the tile of services only
     * @param evictions for the tile of removals only, as {@code takeOvers}
     */
    public record Tile(
            @Nullable Double value,
            List<@Nullable Double> line,
            @Nullable Double warnAt,
            String state,
            @Nullable Long gone,
            @Nullable Long evictions,
            @Nullable Long takeOvers) {}

    /**
     * One service, or one that has gone within the hour.
     *
     * @param state {@code up}, {@code risk} while it is silent for more than half of its time, {@code gone}
     * @param p50Ms of the answers that it gave, as {@code p99Ms} and {@code errorShare}
     */
    public record Service(
            String name,
            String state,
            String address,
            @Nullable String transport,
            String sid,
            long connectedAt,
            @Nullable Long goneAt,
            @Nullable String goneReason,
            @Nullable Long lastSignAgoMs,
            Rate in,
            Rate out,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            @Nullable Double errorShare,
            long inFlight,
            long bytesWaiting,
            boolean blocked) {}

    /** Requests a second, and their line where it is kept. */
    public record Rate(@Nullable Double rate, @Nullable List<@Nullable Double> line) {}

    /** All requests from one service to another. */
    public record Call(
            String caller,
            String callee,
            @Nullable Double rate,
            @Nullable Double errorShare,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms,
            long inFlight,
            long total,
            long errors) {}

    /**
     * Something an operator should know.
     *
     * @param level {@code broken}, {@code risk} or {@code know}
     * @param text what is the case
     * @param next what will happen, or can be done
     * @param overAt when it ceased to be the case
     */
    public record Attention(
            String id,
            String level,
            @Nullable String service,
            String text,
            String next,
            long since,
            @Nullable Long overAt) {}

    /** A name that an operator has blocked. */
    public record Blocked(String name, long since, String by) {}
}
