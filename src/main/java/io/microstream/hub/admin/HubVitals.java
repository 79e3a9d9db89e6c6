package io.microstream.hub.admin;

import java.time.Duration;
import java.time.Instant;

/** How the hub itself is doing; filled by {@code boot}, which alone knows all its parts. Any thread. */
public interface HubVitals {
    /** What the hub is up to. */
    enum State {
        RUNNING,
        /** It stops: newcomers are sent away, pending requests may finish. */
        DRAINING,
        /** Its timers have not ticked for more than three seconds. */
        DEGRADED
    }

    State state();

    /** How long ago the hub's time last moved. */
    Duration sinceLastTick();

    /** How long the hub has been there, since its deployment. */
    Duration uptime();

    /** The same as a time of day; for display. */
    Instant startedAt();

    /** Open Engine.IO sessions, those that are closing included. */
    int sessions();

    /** Open sessions that poll. */
    int pollingSessions();

    /** Outbound bytes that wait for all peers together. */
    long bytesWaiting();
}
