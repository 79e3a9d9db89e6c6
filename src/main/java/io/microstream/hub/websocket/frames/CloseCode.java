package io.microstream.hub.websocket.frames;

/** RFC 6455 §7.4: why a WebSocket is closed. */
final class CloseCode {
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL_ERROR = 1002;
    static final int NOT_UTF8 = 1007;
    static final int TOO_LARGE = 1009;
    static final int INTERNAL_ERROR = 1011;

    /** Not a code on the wire: an empty CLOSE frame. */
    static final int NONE = 0;

    private CloseCode() {}

    /** Whether a peer may send it. */
    static boolean isLegal(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }
}
