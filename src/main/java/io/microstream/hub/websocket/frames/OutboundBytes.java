package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.TextMessage;
import java.util.Arrays;

/** Encoded frames that wait for the peer, one behind the other. Not for two threads at once. */
final class OutboundBytes {
    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 512;
    private static final int FIN = 0x80;

    private byte[] bytes = NOTHING;
    private int length;

    int length() {
        return length;
    }

    /** RFC 6455 §5.2: a whole, unmasked frame, as a server sends it. */
    void frame(int opcode, byte[] payload, int from, int to) {
        header(opcode, to - from);
        System.arraycopy(payload, from, bytes, length, to - from);
        length += to - from;
    }

    /** The same of a message that writes itself. */
    void frame(int opcode, TextMessage message) {
        int size = message.length();
        header(opcode, size);
        message.writeTo(bytes, length);
        length += size;
    }

    /** Leaves room for the payload behind it. */
    private void header(int opcode, int size) {
        reserve(size + 10);
        bytes[length++] = (byte) (FIN | opcode);
        if (size < 126) {
            bytes[length++] = (byte) size;
        } else if (size < 65_536) {
            bytes[length++] = 126;
            bytes[length++] = (byte) (size >> 8);
            bytes[length++] = (byte) size;
        } else {
            bytes[length++] = 127;
            length += 4; // the upper half of the length
            Arrays.fill(bytes, length - 4, length, (byte) 0);
            for (int shift = 24; shift >= 0; shift -= 8) {
                bytes[length++] = (byte) (size >> shift);
            }
        }
    }

    /** Hands the array over, of which the first {@link #length} bytes count; this is empty afterwards. */
    byte[] take() {
        byte[] taken = bytes;
        bytes = NOTHING;
        length = 0;
        return taken;
    }

    /** Goes on with an array that nobody uses any more. */
    void reuse(byte[] spare) {
        if (length == 0 && spare.length > bytes.length) {
            bytes = spare;
        }
    }

    boolean needsSpace() {
        return bytes.length == 0;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(length + more, 2 * bytes.length), FIRST_BYTES));
        }
    }
}
