package io.microstream.hub.engineio;

/**
 * Hears one session. Messages come one at a time and in order; {@link #onClosed} may come at any moment, once, from
 * any thread. No method may block.
 */
public interface EngineListener {
    /** A text message, its type's digit taken off; the bytes are borrowed until the call returns. */
    void onText(byte[] buffer, int from, int to);

    /** A binary message; the array belongs to the listener. */
    void onBinary(byte[] message);

    /** The peer has sent something, if only a poll. Called for every packet, so it must cost next to nothing. */
    void onSignOfLife();

    /** The peer has answered a ping. */
    void onPong();

    /** A message was longer than the limit; the session may survive it (a POST) or not (a WebSocket). */
    void onTooLarge(long bytes);

    /** The session has ended, or is about to once what was sent before is out. */
    void onClosed(CloseCause cause);
}
