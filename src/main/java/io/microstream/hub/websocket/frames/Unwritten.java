package io.microstream.hub.websocket.frames;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** The bytes that were taken from a connection and are not all written yet. Of whichever thread writes. */
final class Unwritten {
    private static final byte[] NOTHING = {};

    private final int[] length = new int[1];
    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    boolean isEmpty() {
        return from == to;
    }

    /** Takes what waits in the connection; false if nothing does. Only when these are written. */
    boolean take(FrameConnection source) {
        bytes = source.takeBytes(length);
        from = 0;
        to = length[0];
        return to > 0;
    }

    /** Writes as much as the channel takes; true once all is written, and the array is given back. */
    boolean write(WritableByteChannel channel, IoBuffers buffers) throws IOException {
        from = buffers.write(channel, bytes, from, to);
        if (from < to) {
            return false;
        }
        buffers.giveBack(bytes);
        drop();
        return true;
    }

    /** The connection has ended: nobody is to be sent these. */
    void drop() {
        bytes = NOTHING;
        from = 0;
        to = 0;
    }
}
