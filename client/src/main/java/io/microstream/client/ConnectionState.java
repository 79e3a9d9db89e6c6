package io.microstream.client;

/** Where a client stands with its hub. */
public enum ConnectionState {
    /** On its way to the hub. */
    CONNECTING,
    /** Registered under its name. */
    CONNECTED,
    /** Without a connection; the next attempt comes after a pause. */
    OFFLINE,
    /** The hub does not want it, or its name is taken: there will be no further attempt. */
    REFUSED,
    /** Closed by its owner. */
    CLOSED
}
