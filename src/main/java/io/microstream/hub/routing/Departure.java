package io.microstream.hub.routing;

/** How a connection ended. */
public enum Departure {
    /** The service said goodbye with a Socket.IO DISCONNECT: it does not come back on its own. */
    CLEAN,
    /** Network, crash, eviction, cut-off: the service may be back in a second. */
    LOST
}
