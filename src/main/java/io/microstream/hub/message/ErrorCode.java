package io.microstream.hub.message;

/** Every code with which the hub says no. Codes are never renamed; each is a row in {@code docs/PROTOCOL.md}. */
public enum ErrorCode {
    /** A live service holds the name. The original client ends its process on it. */
    DUPLICATE_SERVICE_REGISTRATION(Retry.NEVER),
    /** The handshake brought no {@code serviceName}. */
    SERVICE_NAME_MISSING(Retry.NEVER),
    /** The name is too long, has control characters, or was given twice. */
    SERVICE_NAME_INVALID(Retry.NEVER),
    /** An operator has blocked the name. */
    SERVICE_NAME_BLOCKED(Retry.NEVER),

    /** Nobody is registered under the name that was asked. */
    TARGET_SERVICE_NOT_FOUND(Retry.LATER),
    /** The service that was asked is gone, and its answer with it; it may have done the work. */
    TARGET_SERVICE_LOST(Retry.ONLY_IF_REPEATABLE),
    /** The service that was asked does not read what it is sent. */
    TARGET_SERVICE_OVERLOADED(Retry.LATER),
    /** The asker has too many unanswered requests. */
    TOO_MANY_REQUESTS(Retry.LATER),
    /** Nobody answered for so long that the hub forgets the request. */
    REQUEST_EXPIRED(Retry.ONLY_IF_REPEATABLE),
    /** Nobody answered within the time that the asker gave the request. */
    DEADLINE_EXCEEDED(Retry.ONLY_IF_REPEATABLE),
    /** The request breaks a limit or a rule of the protocol. */
    REQUEST_MALFORMED(Retry.NEVER);

    /** What the asker may do about it. */
    public enum Retry {
        NEVER,
        LATER,
        ONLY_IF_REPEATABLE
    }

    private final Retry retry;

    ErrorCode(Retry retry) {
        this.retry = retry;
    }

    public Retry retry() {
        return retry;
    }
}
