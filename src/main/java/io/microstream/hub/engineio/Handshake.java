package io.microstream.hub.engineio;

import java.util.List;
import java.util.Optional;

/**
 * The first request of a session, as far as the application may want to know it.
 *
 * @param query the query string's parameters
 * @param remoteAddress the peer's address without port, or that of the last proxy that is to be believed
 * @param viaProxy whether somebody whom we do not believe has brought it, so that the address says nothing of the peer
 * @param userAgent what the client calls itself
 * @param forwardedFor what whoever brought it says of the peer, believed or not
 */
public record Handshake(
        QueryString query,
        String remoteAddress,
        boolean viaProxy,
        Optional<String> userAgent,
        Optional<String> forwardedFor) {
    private static final int LONGEST = 256;

    /** Without what only people want to know. */
    public Handshake(QueryString query, String remoteAddress, boolean viaProxy) {
        this(query, remoteAddress, viaProxy, Optional.empty(), Optional.empty());
    }

    public Handshake {
        userAgent = userAgent.map(Handshake::shortened);
        forwardedFor = forwardedFor.map(Handshake::shortened);
    }

    private static String shortened(String header) {
        return header.length() > LONGEST ? header.substring(0, LONGEST) : header;
    }

    /** All values of a query parameter, in order; empty when it was not given. */
    public List<String> parameter(String name) {
        return query.all(name);
    }
}
