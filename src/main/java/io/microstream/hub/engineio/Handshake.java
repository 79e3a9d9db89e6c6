package io.microstream.hub.engineio;

import java.util.List;

/**
 * The first request of a session, as far as the application may want to know it.
 *
 * @param query the query string's parameters
 * @param remoteAddress the peer's address without port, or that of the proxy before it
 * @param viaProxy whether a proxy that we do not trust has brought it, so that the address says nothing of the peer
 */
public record Handshake(QueryString query, String remoteAddress, boolean viaProxy) {
    /** All values of a query parameter, in order; empty when it was not given. */
    public List<String> parameter(String name) {
        return query.all(name);
    }
}
