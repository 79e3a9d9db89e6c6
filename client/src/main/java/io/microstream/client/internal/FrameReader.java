package io.microstream.client.internal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;

/** RFC 6455 §5: puts messages together from a server's frames. One thread. */
final class FrameReader {
    /** Hears of PING, PONG and CLOSE. */
    @FunctionalInterface
    interface Control {
        void received(int opcode, byte[] body);
    }

    private final WireInput in;
    private final long maxMessageBytes;
    private final Control control;

    FrameReader(WireInput in, long maxMessageBytes, Control control) {
        this.in = in;
        this.maxMessageBytes = maxMessageBytes;
        this.control = control;
    }

    /** The next message, a {@link String} or a {@code byte[]}. */
    Object next() throws IOException {
        ByteArrayOutputStream fragments = null;
        int type = 0;
        while (true) {
            int first = in.next();
            int opcode = first & 0x0f;
            boolean last = (first & Frames.FIN) != 0;
            if ((first & 0x70) != 0) {
                throw new IOException("a frame with reserved bits");
            }
            long length = length();
            if (opcode >= Frames.CLOSE) {
                control(opcode, last, length);
                continue;
            }
            if ((opcode == Frames.CONTINUATION) == (type == 0) || opcode > Frames.BINARY) {
                throw new IOException("a frame out of place: opcode " + opcode);
            }
            type = opcode == Frames.CONTINUATION ? type : opcode;
            if (length + (fragments == null ? 0 : fragments.size()) > maxMessageBytes) {
                throw new IOException("a message of more than " + maxMessageBytes + " bytes");
            }
            if (last && fragments == null) {
                return type == Frames.TEXT ? in.text((int) length) : in.bytes((int) length);
            }
            fragments = fragments == null ? new ByteArrayOutputStream() : fragments;
            fragments.writeBytes(in.bytes((int) length));
            if (last) {
                byte[] body = fragments.toByteArray();
                return type == Frames.TEXT ? WireInput.text(body, 0, body.length) : body;
            }
        }
    }

    private long length() throws IOException {
        int second = in.next();
        if ((second & Frames.MASKED) != 0) {
            throw new IOException("a masked frame from a server");
        }
        int bytes = second == 126 ? 2 : second == 127 ? 8 : 0;
        long length = bytes == 0 ? second : 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | in.next();
        }
        if (length < 0 || length > maxMessageBytes) {
            throw new IOException("a frame of " + length + " bytes, the limit is " + maxMessageBytes);
        }
        return length;
    }

    private void control(int opcode, boolean last, long length) throws IOException {
        if (!last || length > Frames.MAX_CONTROL_BYTES || opcode > Frames.PONG) {
            throw new IOException("a broken control frame: opcode " + opcode);
        }
        byte[] body = in.bytes((int) length);
        control.received(opcode, body);
        if (opcode == Frames.CLOSE) {
            throw new EOFException(
                    body.length < 2
                            ? "the hub closed the connection"
                            : "the hub closed the connection with " + ((body[0] & 0xff) << 8 | body[1] & 0xff));
        }
    }
}
