package io.microstream.hub.engineio;

import java.nio.charset.StandardCharsets;

/**
 * One packet on its way to the peer, encoded once.
 *
 * @param binary whether it is a binary message; otherwise text with its type's digit in front
 * @param bytes what stands in one WebSocket frame; never changed
 */
public record OutboundPacket(boolean binary, byte[] bytes) {
    /** What a text message begins with: the application encodes it in front of its own text. */
    public static final byte MESSAGE_DIGIT = PacketType.MESSAGE.digit();

    static final OutboundPacket CLOSE = ofText("1");
    static final OutboundPacket PING = ofText("2");
    static final OutboundPacket PROBE_ANSWER = ofText("3probe");
    static final OutboundPacket NOOP = ofText("6");

    /** A text packet; {@code bytes} begin with the type's digit. */
    public static OutboundPacket text(byte[] bytes) {
        return new OutboundPacket(false, bytes);
    }

    /** A binary message. */
    public static OutboundPacket binary(byte[] bytes) {
        return new OutboundPacket(true, bytes);
    }

    static OutboundPacket ofText(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What it counts in the outbound queue, in bytes; a little more than its text, so that empty ones count too. */
    public long cost() {
        return bytes.length + 32L;
    }
}
