package io.microstream.hub.engineio;

/**
 * Carries a session's packets. No method blocks, throws, or is called with the session's lock held.
 */
public interface Transport {
    /** {@code polling} or {@code websocket}; {@code none} before the first. */
    default String name() {
        return "none";
    }

    /** Packets wait in the session: carries them as soon as the peer can take them. */
    void flush();

    /**
     * Carries a packet at once, past the session's empty queue, if that needs no waiting. Borrowed.
     *
     * @return whether it was taken; if not, it belongs in the queue
     */
    default boolean sendNow(OutboundText packet) {
        return false;
    }

    /** Lets the peer leave for another transport: a waiting poll is answered with noop. */
    void release();

    /** Another transport carries the session from now on: a poll that waits is turned away like any that comes later. */
    void leave();

    /** Carries what waits, then ends; the session has told its listener already. */
    void close();

    /** Ends at once; what waits is lost. */
    void abort();
}
