package io.microstream.hub.socketio;

/** The peer broke the protocol; its session is closed, and the sentence stands in the log. */
final class ProtocolException extends RuntimeException {
    ProtocolException(String message) {
        super(message, null, false, false);
    }
}
