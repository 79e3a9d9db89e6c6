package io.microstream.hub.socketio;

/** Socket.IO v5, "Packet encoding": the digit in front of each packet. */
enum PacketType {
    CONNECT,
    DISCONNECT,
    EVENT,
    ACK,
    CONNECT_ERROR,
    BINARY_EVENT,
    BINARY_ACK;

    private static final PacketType[] BY_DIGIT = values();

    /** @throws ProtocolException if there is no such type */
    static PacketType of(byte digit) {
        int index = digit - '0';
        if (index < 0 || index >= BY_DIGIT.length) {
            throw new ProtocolException("unknown packet type");
        }
        return BY_DIGIT[index];
    }

    boolean isBinary() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }
}
