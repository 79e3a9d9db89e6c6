package io.microstream.hub.admin;

/** The hub as management tools see it, under {@code io.microstream:type=Hub}. */
public interface HubMXBean {
    String getVersion();

    /** {@code RUNNING}, {@code DRAINING} or {@code DEGRADED}. */
    String getState();

    long getUptimeMillis();

    long getMillisSinceLastTick();

    /** Services' connections: those that are registered. */
    int getConnections();

    /** Open Engine.IO sessions, registered or not. */
    int getSessions();

    /** Open sessions that poll. */
    int getPollingSessions();

    /** Registered names. */
    int getServices();

    /** Requests that wait for an answer. */
    long getPending();

    /** Outbound bytes that wait for all peers together. */
    long getBytesWaiting();
}
