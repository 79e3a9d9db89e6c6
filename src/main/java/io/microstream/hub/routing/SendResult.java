package io.microstream.hub.routing;

/** What became of a message that was handed to a connection. */
public enum SendResult {
    /** It waits in the queue or is on its way. */
    QUEUED,
    /** The connection is closed or closing. */
    CLOSED,
    /** The peer reads too slowly; the connection has cut itself off. */
    OVERLOADED
}
