package io.microstream.hub.message;

/** A service's name that cannot be accepted; carries the code and the sentence that the peer is told. */
public final class InvalidNameException extends RuntimeException {
    private final ErrorCode code;

    public InvalidNameException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** The human sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
