package io.microstream.client.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What comes over a wire, through a buffer. One thread. */
final class WireInput {
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Wire wire;
    private final Runnable beforeWaiting;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;

    /**
     * Reads from a wire.
     *
     * @param beforeWaiting done each time before this has to wait
     */
    WireInput(Wire wire, Runnable beforeWaiting) {
        this.wire = wire;
        this.beforeWaiting = beforeWaiting;
    }

    /** Whether something can be read without waiting. */
    boolean hasMore() {
        return at < end;
    }

    /** The next byte, 0 to 255. */
    int next() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        int buffered = Math.min(length, end - at);
        System.arraycopy(buffer, at, bytes, 0, buffered);
        at += buffered;
        ByteBuffer missing = ByteBuffer.wrap(bytes, buffered, length - buffered);
        while (missing.hasRemaining()) {
            read(missing);
        }
        return bytes;
    }

    /** Text of so many bytes in UTF-8. */
    String text(int length) throws IOException {
        if (end - at < length) {
            return text(bytes(length), 0, length);
        }
        String text = text(buffer, at, length);
        at += length;
        return text;
    }

    static String text(byte[] bytes, int from, int length) throws CharacterCodingException {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') < 0) {
            return text;
        }
        return StandardCharsets.UTF_8 // perhaps a replacement of what is no UTF-8: RFC 6455 §8.1
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, from, length))
                .toString();
    }

    private void fill() throws IOException {
        at = 0;
        end = 0;
        ByteBuffer room = ByteBuffer.wrap(buffer);
        read(room);
        end = room.position();
    }

    private void read(ByteBuffer into) throws IOException {
        beforeWaiting.run();
        if (wire.read(into) < 0) {
            throw new EOFException("the connection has ended");
        }
    }
}
