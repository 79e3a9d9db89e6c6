package io.microstream.hub.engineio;

/** Why a session ended; the words stand in the log, the first ones as the original's. */
public enum CloseCause {
    PING_TIMEOUT("ping timeout"),
    TRANSPORT_CLOSE("transport close"),
    TRANSPORT_ERROR("transport error"),
    PARSE_ERROR("parse error"),
    FORCED_CLOSE("forced close"),
    CONNECT_TIMEOUT("connect timeout"),
    TOO_LARGE("message too large"),
    SLOW_CONSUMER("slow consumer"),
    SHUTDOWN("server shutting down");

    private final String words;

    CloseCause(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
