package io.microstream.hub.websocket.frames;

/**
 * Carries a connection's bytes. No method blocks or throws; any thread may call. Tells {@link FrameConnection#ended}
 * once it is closed, for whatever reason.
 */
interface Link {
    /** Bytes wait in the connection: writes them soon, as {@link FrameConnection#takeBytes} gives them. */
    void bytesWait();

    /** Closes once all bytes that wait are written. */
    void closeAfterwards();

    /**
     * Says the last word once all bytes that wait are written, and drops what the peer still sends: to close while
     * something comes in would reset the peer, which then might never read our CLOSE. Somebody aborts in the end.
     */
    void fallSilentAfterwards();

    /** Cuts the peer off at once. */
    void abort();

    /** An array to write into, of whatever length and content; empty if there is none to spare. */
    byte[] spare();
}
