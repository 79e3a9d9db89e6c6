package io.microstream.hub.websocket.frames;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;

/** What one I/O thread reads into and writes from, so that an idle connection holds no buffer. Of that thread only. */
final class IoBuffers {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int MAX_SPARES = 64;
    private static final int MAX_SPARE_BYTES = 64 * 1024;

    private final ByteBuffer direct = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final byte[] input = new byte[BUFFER_BYTES];
    private final ArrayDeque<byte[]> spares = new ArrayDeque<>();

    /** Room for what is read or written in one go. */
    ByteBuffer direct() {
        return direct;
    }

    /** Where what was read is worked on; as long as {@link #direct} is. */
    byte[] input() {
        return input;
    }

    /** Writes as much as the channel takes; where the first byte stands that it did not take. */
    int write(WritableByteChannel channel, byte[] bytes, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int piece = Math.min(to - at, direct.capacity());
            direct.clear().put(bytes, at, piece).flip();
            int written = channel.write(direct);
            at += written;
            if (written < piece) {
                return at;
            }
        }
        return at;
    }

    /** An array that was written in full, to be used again. */
    void giveBack(byte[] array) {
        if (array.length <= MAX_SPARE_BYTES && array.length > 0 && spares.size() < MAX_SPARES) {
            spares.push(array);
        }
    }

    /** A spare array, or an empty one. */
    byte[] spare() {
        byte[] spare = spares.poll();
        return spare == null ? new byte[0] : spare;
    }
}
