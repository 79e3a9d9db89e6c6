package io.microstream.hub.routing;

import java.util.Map;
import java.util.Optional;

/**
 * How a connection came in, as far as it is shown to operators.
 *
 * @param query the query of its first request; of parameters that are not the protocol's own the values are left out,
 *     since one may be a secret
 * @param forwardedFor what a proxy said about the peer; anybody can make it up
 */
public record ConnectionOrigin(Map<String, String> query, Optional<String> userAgent, Optional<String> forwardedFor) {
    /** Of which nothing is known. */
    public static final ConnectionOrigin UNKNOWN = new ConnectionOrigin(Map.of(), Optional.empty(), Optional.empty());
}
