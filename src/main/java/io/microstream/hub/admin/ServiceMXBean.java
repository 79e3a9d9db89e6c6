package io.microstream.hub.admin;

/** A service as management tools see it, under {@code io.microstream:type=Service,name="…"}. */
public interface ServiceMXBean {
    String getName();

    String getAddress();

    /** {@code polling} or {@code websocket}. */
    String getTransport();

    /** Milliseconds since 1970. */
    long getConnectedAt();

    /** How long ago it gave a sign of life that keeps it from being evicted. */
    long getMillisSinceLastSign();

    /** Requests that it sent. */
    long getRequestsSent();

    /** Requests that went out to it. */
    long getRequestsReceived();

    /** Requests it has been sent and has not answered. */
    int getInFlight();

    /** Outbound bytes that wait for it. */
    long getBytesWaiting();

    /** Closes its connection; an unmodified client is back in a second. */
    void disconnect();

    /** Closes its connection and gives its name to nobody until it is unblocked or the hub restarts. */
    void block();
}
