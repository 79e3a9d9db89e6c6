package io.microstream.hub.engineio;

/** Engine.IO v4, "Packet encoding": the digit in front of each text packet. */
enum PacketType {
    OPEN,
    CLOSE,
    PING,
    PONG,
    MESSAGE,
    UPGRADE,
    NOOP;

    private static final PacketType[] BY_DIGIT = values();

    byte digit() {
        return (byte) ('0' + ordinal());
    }

    static boolean isDigit(byte digit) {
        return digit >= '0' && digit < '0' + BY_DIGIT.length;
    }

    /** @param digit one that {@link #isDigit} */
    static PacketType of(byte digit) {
        return BY_DIGIT[digit - '0'];
    }
}
