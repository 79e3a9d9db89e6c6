package io.microstream.hub.websocket;

/** The hub's end of one open WebSocket. No method blocks or throws; any thread may call. */
public interface WebSocketChannel {
    /**
     * Sends one message as one frame. One at a time: the next only after {@code done} of the one before.
     *
     * @param message UTF-8 text or binary data; not changed by either side afterwards
     * @param done told exactly once, perhaps before this method returns
     */
    void send(boolean binary, byte[] message, SendDone done);

    /**
     * Sends one text message at once, as one frame, if the channel can take it without telling later. Not while a
     * message is on its way.
     *
     * @param message borrowed
     * @return whether it was taken; if not, {@link #send} is the way
     */
    default boolean sendNow(TextMessage message) {
        return false;
    }

    /** Orderly close: sends a CLOSE frame behind what was sent. The listener hears of the end. */
    void close(int code);

    /** Cuts the peer off at once, without waiting for its socket. */
    void abort();

    /** Hears what became of one message. */
    @FunctionalInterface
    interface SendDone {
        /** @param sent whether the lane took the message; otherwise the channel is broken */
        void done(boolean sent);
    }
}
