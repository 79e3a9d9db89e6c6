package io.microstream.hub.socketio;

import java.nio.charset.StandardCharsets;

/**
 * What stands in front of a packet's JSON: type, number of attachments, namespace, ack id.
 *
 * @param attachments binary parts that follow; 0 for a text packet
 * @param namespace {@code /} where none is named
 * @param jsonFrom where the JSON begins; the packet's end where there is none
 */
record PacketHeader(PacketType type, int attachments, String namespace, int jsonFrom) {
    static final String MAIN = "/";

    /** Longest namespace that is read; the hub has but one. */
    private static final int MAX_NAMESPACE_BYTES = 256;

    /** More digits than any number of attachments has. */
    private static final int MAX_ATTACHMENT_DIGITS = 4;

    /** Whether a packet is what nearly all are: an event in the main namespace without ack id, {@code 2[…]}. */
    static boolean isPlainEvent(byte[] packet, int from, int to) {
        return to - from > 1 && packet[from] == '2' && packet[from + 1] == '[';
    }

    boolean isMain() {
        return namespace.equals(MAIN);
    }

    /**
     * Reads a header out of {@code packet[from..to)}.
     *
     * @throws ProtocolException if it is none
     */
    static PacketHeader parse(byte[] packet, int from, int to) {
        if (from == to) {
            throw new ProtocolException("empty packet");
        }
        PacketType type = PacketType.of(packet[from]);
        int at = from + 1;
        int attachments = 0;
        if (type.isBinary()) {
            int dash = indexOf(packet, at, Math.min(to, at + MAX_ATTACHMENT_DIGITS + 1), '-');
            attachments = number(packet, at, dash);
            at = dash + 1;
        }
        String namespace = MAIN;
        if (at < to && packet[at] == '/') {
            int comma = at;
            while (comma < to && packet[comma] != ',') {
                comma++;
            }
            if (comma - at > MAX_NAMESPACE_BYTES) {
                throw new ProtocolException("namespace too long");
            }
            namespace = new String(packet, at, comma - at, StandardCharsets.UTF_8);
            at = Math.min(to, comma + 1);
        }
        while (at < to && isDigit(packet[at])) {
            at++; // an ack id: the original never acks, and neither do we
        }
        return new PacketHeader(type, attachments, namespace, at);
    }

    private static int indexOf(byte[] packet, int from, int to, char wanted) {
        for (int i = from; i < to; i++) {
            if (packet[i] == wanted) {
                return i;
            }
        }
        throw new ProtocolException("illegal attachments");
    }

    private static int number(byte[] packet, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(packet[i])) {
                throw new ProtocolException("illegal attachments");
            }
            number = number * 10 + packet[i] - '0';
        }
        if (from == to) {
            throw new ProtocolException("illegal attachments");
        }
        return number;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
