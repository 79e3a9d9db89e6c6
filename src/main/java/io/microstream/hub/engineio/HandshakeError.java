package io.microstream.hub.engineio;

/** Engine.IO's own words for a request that the door turns away, each with its code. */
enum HandshakeError {
    UNKNOWN_TRANSPORT(0, "Transport unknown"),
    UNKNOWN_SID(1, "Session ID unknown"),
    BAD_HANDSHAKE_METHOD(2, "Bad handshake method"),
    BAD_REQUEST(3, "Bad request"),
    FORBIDDEN(4, "Forbidden"),
    UNSUPPORTED_PROTOCOL_VERSION(5, "Unsupported protocol version");

    private final int code;
    private final String message;

    HandshakeError(int code, String message) {
        this.code = code;
        this.message = message;
    }

    int status() {
        return this == FORBIDDEN ? 403 : 400;
    }

    String message() {
        return message;
    }

    String json() {
        return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }
}
