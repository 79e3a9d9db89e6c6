package io.microstream.client.internal;

/** The hub has sent what is not Engine.IO, Socket.IO or JSON. The connection is of no use any more. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was wrong. */
    public WireException(String message) {
        super(message);
    }
}
