package io.microstream.hub.websocket.frames;

/** The peer broke RFC 6455; carries the code with which its connection is closed. */
final class FrameException extends RuntimeException {
    private final int closeCode;

    FrameException(int closeCode, String message) {
        super(message, null, false, false);
        this.closeCode = closeCode;
    }

    int closeCode() {
        return closeCode;
    }
}
