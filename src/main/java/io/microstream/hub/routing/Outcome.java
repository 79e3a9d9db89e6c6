package io.microstream.hub.routing;

import io.microstream.hub.message.ErrorCode;

/** How a request ends. */
public enum Outcome {
    /** The callee has answered. */
    ANSWERED("answered"),
    /** The callee has answered with an error of its own. */
    FAILED("failed"),
    /** It had no id, so no answer can come; it went out. */
    ONE_WAY("one-way"),
    /** Its asker used the id again. */
    GIVEN_UP("given-up"),
    NOT_FOUND(ErrorCode.TARGET_SERVICE_NOT_FOUND),
    LOST(ErrorCode.TARGET_SERVICE_LOST),
    OVERLOADED(ErrorCode.TARGET_SERVICE_OVERLOADED),
    TOO_MANY(ErrorCode.TOO_MANY_REQUESTS),
    EXPIRED(ErrorCode.REQUEST_EXPIRED),
    DEADLINE(ErrorCode.DEADLINE_EXCEEDED);

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    Outcome(ErrorCode code) {
        this(code.name());
    }

    /** The word for people and metrics: that of the enum in lower case, or the code that the asker was told. */
    public String text() {
        return text;
    }

    /** Whether the asker did not get what it asked for. */
    public boolean isError() {
        return this == FAILED || ordinal() >= NOT_FOUND.ordinal();
    }

    /** The end of a request to which the hub itself has answered with this code. */
    static Outcome of(ErrorCode code) {
        return switch (code) {
            case TARGET_SERVICE_NOT_FOUND -> NOT_FOUND;
            case TARGET_SERVICE_OVERLOADED -> OVERLOADED;
            case TOO_MANY_REQUESTS -> TOO_MANY;
            case REQUEST_EXPIRED -> EXPIRED;
            case DEADLINE_EXCEEDED -> DEADLINE;
            default -> LOST;
        };
    }
}
