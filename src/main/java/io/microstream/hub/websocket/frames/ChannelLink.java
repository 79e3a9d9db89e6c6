package io.microstream.hub.websocket.frames;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection on the server's own socket, read and written by one {@link ChannelLoop}. What it holds belongs to that
 * loop's thread; an idle connection holds no buffer.
 */
final class ChannelLink implements Link {
    private static final Logger LOGGER = System.getLogger(ChannelLink.class.getName());

    private final ChannelLoop loop;
    private final SocketAccess.Socket socket;
    private final SocketChannel channel;
    private final AtomicBoolean flushDue = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final int[] length = new int[1];
    private @Nullable FrameConnection connection;
    private @Nullable SelectionKey key;
    private byte[] unwritten = {};
    private int unwrittenFrom;
    private int unwrittenTo;
    private volatile boolean closing;

    ChannelLink(ChannelLoop loop, SocketAccess.Socket socket) {
        this.loop = loop;
        this.socket = socket;
        this.channel = socket.takeOver();
    }

    /**
     * Begins to read and write. On the loop's thread.
     *
     * @param early what the peer has sent with its handshake
     */
    void begin(FrameConnection opened, Runnable open, byte[] early) {
        connection = opened;
        open.run();
        if (early.length > 0) {
            opened.received(early, 0, early.length);
        }
        try {
            key = channel.register(loop.selector(), SelectionKey.OP_READ, this);
        } catch (IOException peerGone) {
            end("transport error");
        }
        flush();
    }

    /** The socket can be read, or written again. On the loop's thread. */
    void ready() {
        SelectionKey ready = key;
        if (ready == null || !ready.isValid()) {
            return;
        }
        if (ready.isWritable()) {
            flush();
        }
        if (ready.isValid() && ready.isReadable()) {
            read();
        }
    }

    private void read() {
        ByteBuffer direct = loop.direct();
        try {
            int read = channel.read(direct.clear());
            if (read < 0) {
                end("transport close");
                return;
            }
            direct.flip().get(loop.input(), 0, read);
            if (connection != null) {
                connection.received(loop.input(), 0, read);
            }
        } catch (IOException peerGone) {
            end("transport error");
        }
    }

    @Override
    public void bytesWait() {
        if (flushDue.compareAndSet(false, true)) {
            if (loop.isLoopThread()) {
                loop.flushLater(this);
            } else {
                loop.execute(() -> loop.flushLater(this));
            }
        }
    }

    /** Writes what waits, as far as the socket takes it. On the loop's thread. */
    void flush() {
        flushDue.set(false);
        FrameConnection source = connection;
        if (source == null || closed.get()) {
            return;
        }
        try {
            while (writeRest()) {
                unwritten = source.takeBytes(length);
                unwrittenFrom = 0;
                unwrittenTo = length[0];
                if (unwrittenTo == 0) {
                    source.written();
                    if (closing && !flushDue.get()) {
                        end("closed");
                    }
                    return;
                }
            }
            watch(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (IOException peerGone) {
            end("transport error");
        }
    }

    /** Whether all of the last bytes are written. */
    private boolean writeRest() throws IOException {
        ByteBuffer direct = loop.direct();
        while (unwrittenFrom < unwrittenTo) {
            int piece = Math.min(unwrittenTo - unwrittenFrom, direct.capacity());
            direct.clear().put(unwritten, unwrittenFrom, piece).flip();
            int written = channel.write(direct);
            unwrittenFrom += written;
            if (written < piece) {
                return false;
            }
        }
        loop.giveBack(unwritten);
        unwritten = new byte[0];
        watch(SelectionKey.OP_READ);
        return true;
    }

    private void watch(int operations) {
        SelectionKey registered = key;
        if (registered != null && registered.isValid() && registered.interestOps() != operations) {
            registered.interestOps(operations);
        }
    }

    @Override
    public void closeAfterwards() {
        closing = true;
        bytesWait();
    }

    @Override
    public void abort() {
        end("aborted");
    }

    private void end(String reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            socket.server().close();
        } catch (IOException peerGone) {
            LOGGER.log(Level.DEBUG, "A socket would not close.", peerGone);
        }
        if (connection != null) {
            connection.ended(reason);
        }
    }
}
