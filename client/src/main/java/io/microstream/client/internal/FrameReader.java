package io.microstream.client.internal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** RFC 6455 §5: puts messages together from a server's frames. One thread. */
final class FrameReader {
    /** Hears of PING, PONG and CLOSE. */
    @FunctionalInterface
    interface Control {
        void received(int opcode, byte[] body);
    }

    private final InputStream in;
    private final long maxMessageBytes;
    private final Control control;

    FrameReader(InputStream in, long maxMessageBytes, Control control) {
        this.in = in;
        this.maxMessageBytes = maxMessageBytes;
        this.control = control;
    }

    /** The next message, a {@link String} or a {@code byte[]}. */
    Object next() throws IOException {
        ByteArrayOutputStream fragments = null;
        int type = 0;
        while (true) {
            int first = read();
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
            byte[] body = in.readNBytes((int) length);
            if (body.length < length) {
                throw new EOFException("the connection ended within a message");
            }
            if (last && fragments == null) {
                return message(type, body);
            }
            fragments = fragments == null ? new ByteArrayOutputStream() : fragments;
            fragments.writeBytes(body);
            if (last) {
                return message(type, fragments.toByteArray());
            }
        }
    }

    private long length() throws IOException {
        int second = read();
        if ((second & Frames.MASKED) != 0) {
            throw new IOException("a masked frame from a server");
        }
        int bytes = second == 126 ? 2 : second == 127 ? 8 : 0;
        long length = bytes == 0 ? second : 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | read();
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
        byte[] body = in.readNBytes((int) length);
        control.received(opcode, body);
        if (opcode == Frames.CLOSE) {
            throw new EOFException(
                    body.length < 2
                            ? "the hub closed the connection"
                            : "the hub closed the connection with " + ((body[0] & 0xff) << 8 | body[1] & 0xff));
        }
    }

    private int read() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection has ended");
        }
        return next;
    }

    private static Object message(int type, byte[] body) throws CharacterCodingException {
        if (type == Frames.BINARY) {
            return body;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) { // perhaps a replacement of what is no UTF-8: §8.1
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        }
        return text;
    }
}
