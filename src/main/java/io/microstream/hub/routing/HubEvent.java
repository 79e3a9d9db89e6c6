package io.microstream.hub.routing;

/** What {@link HubCounters} counts. */
public enum HubEvent {
    /** A service got its name. */
    SERVICE_REGISTERED,
    /** A service said goodbye. */
    SERVICE_LEFT,
    /** A service vanished without a goodbye. */
    SERVICE_LOST,
    /** A service was silent for too long. */
    SERVICE_EVICTED,
    /** A service did not read what it was sent and was cut off. */
    SERVICE_CUT_OFF,
    /** A newcomer got the name of a service that showed no life. */
    NAME_TAKEN_OVER,
    /** A newcomer was told that it does not get the name. */
    NEWCOMER_REFUSED,
    /** A newcomer was closed so that it tries again. */
    NEWCOMER_SENT_AWAY,

    /** A service asked another one. */
    REQUEST_ARRIVED,
    /** A request went out to its target. */
    REQUEST_FORWARDED,
    /** An asker used an id again while it was unanswered; the older request is forgotten. */
    REQUEST_GIVEN_UP,
    /** A request travels under an id of the hub's own. */
    REQUEST_ID_REPLACED,
    /** An answer went out to its asker. */
    ANSWER_DELIVERED,
    /** An answer to nothing that its sender was asked: unknown, answered already, expired, or another's. */
    ANSWER_UNKNOWN,
    /** An outcome whose asker is gone. */
    ANSWER_ORPHANED,
    /** A message that nobody can act on. */
    MESSAGE_MALFORMED,
    /** An event that the hub does not know. */
    EVENT_UNKNOWN,
    /** A handshake that breaks the protocol. */
    HANDSHAKE_MALFORMED,
    /** A later request of a session that breaks the protocol, or names a session that there is not. */
    SESSION_MISUSED,
    /** A packet that cannot be read; its sender has lost the connection. */
    PACKET_MALFORMED,
    /** A message that is longer than the limit. */
    MESSAGE_TOO_LARGE,
    /** A sign of life and nothing else. */
    HEARTBEAT_ARRIVED
}
