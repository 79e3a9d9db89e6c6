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

    /** Names that an operator has blocked. */
    String[] getBlockedNames();

    /** {@code debug}, {@code info}, {@code warn}, {@code error} or {@code silent}. */
    String getLogLevel();

    void setLogLevel(String level);

    /** Sends newcomers away, lets pending requests end, then closes all connections. Returns at once. */
    void drain();

    /** Gives this name to nobody until it is unblocked or the hub restarts; whoever has it is closed. */
    void blockName(String name);

    /** Lets the name be had again. */
    void unblockName(String name);
}
