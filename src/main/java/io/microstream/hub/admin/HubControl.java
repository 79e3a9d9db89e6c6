package io.microstream.hub.admin;

import java.time.Instant;
import java.util.Optional;

/** What an operator can ask of the hub as a whole, and its settings as far as they are shown; filled by {@code boot}. */
public interface HubControl {
    /** Sends newcomers away, lets pending requests end, then closes all connections. Returns at once. */
    void drain();

    /** Until when pending requests may take; empty while the hub does not drain. */
    Optional<Instant> drainEndsAt();

    /** {@code debug}, {@code info}, {@code warn}, {@code error} or {@code silent}. */
    String logLevel();

    /** Changes it until the hub restarts; false where there is no such level. */
    boolean logLevel(String level);

    /** How WebSockets are carried. */
    String lane();

    /** Where the hub is; empty in a server, which alone knows. */
    Optional<String> url();

    /** Bytes that may wait for one connection. */
    long sendBufferBytes();

    /** Open connections in all. */
    int maxConnections();

    /** Longest accepted name. */
    int maxNameLength();
}
