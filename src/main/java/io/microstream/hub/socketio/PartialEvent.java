package io.microstream.hub.socketio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A binary event whose attachments are still to come. */
final class PartialEvent {
    private final PacketType type;
    private final byte[] json;
    private final int expected;
    private final List<byte[]> attachments;
    private long bytes;

    /** Keeps a copy of {@code packet[from..to)}. */
    PartialEvent(PacketHeader header, byte[] packet, int to) {
        this.type = header.type();
        this.json = Arrays.copyOfRange(packet, header.jsonFrom(), to);
        this.expected = header.attachments();
        this.attachments = new ArrayList<>(expected);
    }

    void add(byte[] attachment) {
        attachments.add(attachment);
        bytes += attachment.length;
    }

    /** Of all attachments so far. */
    long bytes() {
        return bytes;
    }

    boolean isComplete() {
        return attachments.size() == expected;
    }

    PacketType type() {
        return type;
    }

    byte[] json() {
        return json;
    }

    List<byte[]> attachments() {
        return attachments;
    }
}
