package io.microstream.hub.websocket.frames;

/** Carries a connection's bytes. No method blocks or throws; any thread may call. */
interface Link {
    /** Bytes wait in the connection: writes them soon, as {@link FrameConnection#takeBytes} gives them. */
    void bytesWait();

    /** Closes once all bytes that wait are written. */
    void closeAfterwards();

    /** Cuts the peer off at once. */
    void abort();
}
