package io.microstream.hub.routing;

/** How a connection ended. */
public enum Departure {
    /** The service said goodbye with a Socket.IO DISCONNECT: it does not come back on its own. */
    CLEAN,
    /** Network, crash: the service may be back in a second, as after all that follow. */
    LOST,
    /** It was silent for too long. */
    EVICTED,
    /** Another connection has its name now. */
    DISPLACED,
    /** It did not read what it was sent. */
    CUT_OFF,
    /** An operator has closed its connection. */
    DISCONNECTED
}
