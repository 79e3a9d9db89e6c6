package io.microstream.hub.admin.api;

import io.microstream.hub.admin.snapshot.Snapshot;
import io.microstream.hub.traffic.ServiceRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the drawer of a service shows beside its row.
 *
 * @param handshake {@code null} where the service has gone
 * @param requests its last ones, newest first
 * @param callers calls to it
 * @param callees calls from it
 */
public record ServiceDetails(
        @Nullable Handshake handshake,
        List<Event> events,
        List<ServiceRequest> requests,
        List<Snapshot.Call> callers,
        List<Snapshot.Call> callees) {

    /**
     * How it came in.
     *
     * @param query of its first request; values of parameters that are not the protocol's own are not shown
     */
    public record Handshake(
            String address,
            String transport,
            @Nullable String userAgent,
            Map<String, String> query,
            long connectedAt,
            String sid,
            @Nullable String forwardedFor) {}

    /** An event that others asked of it; percentiles are of the last minute. */
    public record Event(
            String event,
            long count,
            long errors,
            @Nullable Double p50Ms,
            @Nullable Double p99Ms) {}
}
