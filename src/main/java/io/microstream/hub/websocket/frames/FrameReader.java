package io.microstream.hub.websocket.frames;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads frames out of bytes as they come, and messages out of frames. RFC 6455 §5 in full; what a frame announces is
 * never allocated before it is there. One for each connection, used by one thread at a time.
 */
final class FrameReader {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final byte[] NOTHING = {};
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final int MAX_CONTROL_BYTES = 125;
    private static final int NO_MESSAGE = -1;

    /** Hears what was read. */
    interface Receiver {
        /** A whole text message; the bytes are borrowed. */
        void text(byte[] buffer, int from, int to);

        /** A whole binary message. */
        void binary(byte[] message);

        void ping(byte[] buffer, int from, int to);

        /** @param code what the peer said, or {@link CloseCode#NONE} */
        void closed(int code);

        /** Whether anything that follows is to be read. */
        boolean isReading();
    }

    private final Receiver receiver;
    private final int maxMessageBytes;
    private final Utf8Check utf8 = new Utf8Check();
    private byte[] partialFrame = NOTHING;
    private int partialLength;
    private byte[] fragments = NOTHING;
    private int fragmentsLength;
    private int messageOpcode = NO_MESSAGE;

    FrameReader(Receiver receiver, int maxMessageBytes) {
        this.receiver = receiver;
        this.maxMessageBytes = maxMessageBytes;
    }

    /**
     * Reads what has come; may change the bytes, and keeps none of them when it returns.
     *
     * @throws FrameException if the peer breaks the protocol
     */
    void read(byte[] bytes, int from, int to) {
        if (partialLength == 0) {
            keep(bytes, frames(bytes, from, to), to);
            return;
        }
        keep(bytes, from, to);
        byte[] joined = partialFrame;
        int length = partialLength;
        int consumed = frames(joined, 0, length);
        if (consumed == 0) {
            return;
        }
        partialFrame = NOTHING;
        partialLength = 0;
        keep(joined, consumed, length);
    }

    /** Reads whole frames, and returns where the first one begins that is not there in full. */
    private int frames(byte[] bytes, int from, int to) {
        int at = from;
        while (to - at >= 2 && receiver.isReading()) {
            int first = bytes[at];
            int second = bytes[at + 1];
            checkFirst(first);
            int lengthCode = second & 0x7f;
            int lengthBytes = lengthCode == 126 ? 2 : lengthCode == 127 ? 8 : 0;
            if ((second & MASKED) == 0) {
                throw new FrameException(CloseCode.PROTOCOL_ERROR, "a frame without mask");
            }
            if (Opcode.isControl(first & 0xf) && lengthCode > MAX_CONTROL_BYTES) {
                throw new FrameException(CloseCode.PROTOCOL_ERROR, "a control frame that is too long");
            }
            if (to - at < 2 + lengthBytes) {
                return at;
            }
            int length = checkedLength(bytes, at + 2, lengthCode, first & 0xf);
            int payload = at + 2 + lengthBytes + MASK_BYTES;
            if (to - payload < length) {
                return at;
            }
            unmask(bytes, payload, payload + length);
            frame(first, bytes, payload, payload + length);
            at = payload + length;
        }
        return receiver.isReading() ? at : to;
    }

    private void checkFirst(int first) {
        int opcode = first & 0xf;
        if ((first & RESERVED) != 0 || !Opcode.isKnown(opcode)) {
            throw new FrameException(CloseCode.PROTOCOL_ERROR, "reserved bits or an unknown opcode");
        }
        if (Opcode.isControl(opcode) && (first & FIN) == 0) {
            throw new FrameException(CloseCode.PROTOCOL_ERROR, "a control frame in fragments");
        }
        boolean continues = opcode == Opcode.CONTINUATION;
        if (!Opcode.isControl(opcode) && continues != (messageOpcode != NO_MESSAGE)) {
            throw new FrameException(CloseCode.PROTOCOL_ERROR, "a fragment out of place");
        }
    }

    private int checkedLength(byte[] bytes, int at, int code, int opcode) {
        long length =
                code == 126 ? (short) SHORT.get(bytes, at) & 0xffff : code == 127 ? (long) LONG.get(bytes, at) : code;
        if (length < 0) {
            throw new FrameException(CloseCode.PROTOCOL_ERROR, "a length of 2^63 or more");
        }
        if (!Opcode.isControl(opcode) && length > maxMessageBytes - fragmentsLength) {
            long sum = length + fragmentsLength;
            throw new TooLargeException(sum < 0 ? Long.MAX_VALUE : sum);
        }
        return (int) length;
    }

    /** A message over the limit; apart from the others because its length is told. */
    static final class TooLargeException extends RuntimeException {
        private final long bytes;

        TooLargeException(long bytes) {
            super("message too large", null, false, false);
            this.bytes = bytes;
        }

        long bytes() {
            return bytes;
        }
    }

    /** RFC 6455 §5.3; eight bytes at a time. The mask stands right in front of the payload. */
    private static void unmask(byte[] bytes, int from, int to) {
        int mask = (bytes[from - 4] & 0xff)
                | (bytes[from - 3] & 0xff) << 8
                | (bytes[from - 2] & 0xff) << 16
                | (bytes[from - 1] & 0xff) << 24;
        if (mask == 0) {
            return;
        }
        long wide = (mask & 0xffffffffL) | (long) mask << 32;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ wide);
        }
        for (int shift = 0; at < to; at++, shift += 8) {
            bytes[at] ^= (byte) (wide >>> shift);
        }
    }

    private void frame(int first, byte[] bytes, int from, int to) {
        int opcode = first & 0xf;
        boolean last = (first & FIN) != 0;
        switch (opcode) {
            case Opcode.PING -> receiver.ping(bytes, from, to);
            case Opcode.PONG -> {} // nobody here has asked for one
            case Opcode.CLOSE -> close(bytes, from, to);
            default -> data(opcode, last, bytes, from, to);
        }
    }

    private void data(int opcode, boolean last, byte[] bytes, int from, int to) {
        boolean isText = (opcode == Opcode.CONTINUATION ? messageOpcode : opcode) == Opcode.TEXT;
        if (isText && (!utf8.accepts(bytes, from, to) || (last && !utf8.isComplete()))) {
            throw new FrameException(CloseCode.NOT_UTF8, "text that is not UTF-8");
        }
        if (last && messageOpcode == NO_MESSAGE) {
            deliver(isText, bytes, from, to);
            return;
        }
        if (messageOpcode == NO_MESSAGE) {
            messageOpcode = opcode;
        }
        append(bytes, from, to);
        if (last) {
            byte[] message = fragments;
            int length = fragmentsLength;
            fragments = NOTHING;
            fragmentsLength = 0;
            messageOpcode = NO_MESSAGE;
            deliver(isText, message, 0, length);
        }
    }

    private void deliver(boolean isText, byte[] bytes, int from, int to) {
        if (isText) {
            receiver.text(bytes, from, to);
        } else {
            receiver.binary(Arrays.copyOfRange(bytes, from, to));
        }
    }

    /** RFC 6455 §5.5.1. */
    private void close(byte[] bytes, int from, int to) {
        if (from == to) {
            receiver.closed(CloseCode.NONE);
            return;
        }
        int code = to - from >= 2 ? (short) SHORT.get(bytes, from) & 0xffff : CloseCode.NONE;
        if (!CloseCode.isLegal(code)) {
            throw new FrameException(CloseCode.PROTOCOL_ERROR, "a close code that may not be sent");
        }
        Utf8Check reason = new Utf8Check();
        if (!reason.accepts(bytes, from + 2, to) || !reason.isComplete()) {
            throw new FrameException(CloseCode.NOT_UTF8, "a close reason that is not UTF-8");
        }
        receiver.closed(code);
    }

    private void append(byte[] bytes, int from, int to) {
        int needed = fragmentsLength + to - from;
        if (needed > fragments.length) {
            fragments = Arrays.copyOf(fragments, Math.max(needed, 2 * fragments.length));
        }
        System.arraycopy(bytes, from, fragments, fragmentsLength, to - from);
        fragmentsLength = needed;
    }

    private void keep(byte[] bytes, int from, int to) {
        if (from == to) {
            return;
        }
        int needed = partialLength + to - from;
        if (needed > partialFrame.length) {
            partialFrame = Arrays.copyOf(partialFrame, Math.max(needed, 2 * partialFrame.length));
        }
        System.arraycopy(bytes, from, partialFrame, partialLength, to - from);
        partialLength = needed;
    }
}
