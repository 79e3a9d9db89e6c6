package io.microstream.hub.websocket;

/**
 * Hears what comes in over one WebSocket. A lane calls from one thread at a time and in order, except that
 * {@link #onClose} may come at any moment and more than once.
 */
public interface WebSocketListener {
    /** A text message; the bytes are valid UTF-8 and belong to the lane again when the call returns. */
    void onText(byte[] buffer, int from, int to);

    /** A binary message; the array belongs to the listener. */
    void onBinary(byte[] message);

    /** A message is longer than the limit; the lane closes with 1009. */
    void onTooLarge(long bytes);

    /** The WebSocket has ended. */
    void onClose(String reason);
}
