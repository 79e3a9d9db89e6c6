package io.microstream.hub.engineio.polling;

import io.microstream.hub.engineio.OutboundPacket;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Engine.IO v4, "HTTP long-polling": packets are separated by U+001E; a binary message is {@code b} and base64. */
final class PollingPayload {
    private static final byte SEPARATOR = 0x1e;
    private static final byte BINARY = 'b';

    /** Takes the packets of a body, in order, and says whether it wants the next. */
    interface Reader {
        boolean text(byte[] body, int from, int to);

        boolean binary(byte[] message);

        /** A binary packet that is no base64. */
        void broken();
    }

    private PollingPayload() {}

    static byte[] encode(List<OutboundPacket> packets) {
        byte[][] parts = new byte[packets.size()][];
        int length = Math.max(0, packets.size() - 1);
        for (int i = 0; i < parts.length; i++) {
            OutboundPacket packet = packets.get(i);
            parts[i] = packet.binary() ? Base64.getEncoder().encode(packet.bytes()) : packet.bytes();
            length += parts[i].length + (packet.binary() ? 1 : 0);
        }
        byte[] payload = new byte[length];
        int at = 0;
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                payload[at++] = SEPARATOR;
            }
            if (packets.get(i).binary()) {
                payload[at++] = BINARY;
            }
            System.arraycopy(parts[i], 0, payload, at, parts[i].length);
            at += parts[i].length;
        }
        return payload;
    }

    static void decode(byte[] body, int length, Reader reader) {
        int from = 0;
        while (from <= length) {
            int to = from;
            while (to < length && body[to] != SEPARATOR) {
                to++;
            }
            if (!packet(body, from, to, reader)) {
                return;
            }
            from = to + 1;
        }
    }

    private static boolean packet(byte[] body, int from, int to, Reader reader) {
        if (from == to || body[from] != BINARY) {
            return reader.text(body, from, to);
        }
        try {
            return reader.binary(Base64.getDecoder().decode(withoutLineBreaks(body, from + 1, to)));
        } catch (IllegalArgumentException notBase64) {
            reader.broken();
            return false;
        }
    }

    // The Java client (engine.io-client 2.1.0) breaks its base64 into lines of 76 characters.
    private static byte[] withoutLineBreaks(byte[] body, int from, int to) {
        byte[] base64 = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            if (body[at] != '\n' && body[at] != '\r') {
                base64[length++] = body[at];
            }
        }
        return Arrays.copyOf(base64, length);
    }
}
