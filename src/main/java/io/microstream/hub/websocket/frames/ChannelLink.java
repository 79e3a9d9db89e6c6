package io.microstream.hub.websocket.frames;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
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
    private static final byte[] NOTHING = {};

    private final ChannelLoop loop;
    private final SocketAccess.Socket socket;
    private final AutoCloseable exchange;
    private final SocketChannel channel;
    private final AtomicBoolean flushDue = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Unwritten unwritten = new Unwritten();
    private @Nullable FrameConnection connection;
    private @Nullable SelectionKey key;
    private volatile boolean closing;
    private volatile boolean silent;

    /** @param exchange the container's side: it remembers the request until this is closed */
    ChannelLink(ChannelLoop loop, SocketAccess.Socket socket, AutoCloseable exchange) {
        this.loop = loop;
        this.socket = socket;
        this.exchange = exchange;
        this.channel = socket.takeOver();
    }

    ChannelLoop loop() {
        return loop;
    }

    /**
     * Begins to read and write. On the loop's thread.
     *
     * @param early what the peer has sent with its handshake
     */
    void begin(FrameConnection opened, Runnable open, byte[] early) {
        connection = opened;
        try {
            open.run();
            if (early.length > 0) {
                opened.received(early, 0, early.length);
            }
            key = channel.register(loop.selector(), SelectionKey.OP_READ, this);
            flush();
        } catch (IOException | ClosedSelectorException peerOrLoopGone) {
            end("transport error");
        } catch (RuntimeException | Error fault) { // the server knows this socket no more: nobody else would close it
            end("transport error");
            throw fault;
        }
    }

    /** The socket can be read, or written again. On the loop's thread. */
    void ready() {
        SelectionKey ready = key;
        if (ready == null || !ready.isValid()) {
            return;
        }
        try {
            int operations = ready.readyOps();
            if ((operations & SelectionKey.OP_WRITE) != 0) {
                flush();
            }
            if ((operations & SelectionKey.OP_READ) != 0 && !closed.get()) {
                read();
            }
        } catch (CancelledKeyException closedByTheServer) {
            end("transport close");
        }
    }

    private void read() {
        ByteBuffer direct = loop.buffers().direct();
        byte[] input = loop.buffers().input();
        try {
            int read = channel.read(direct.clear());
            if (read < 0) {
                end("transport close");
                return;
            }
            direct.flip().get(input, 0, read);
            if (connection != null) {
                connection.received(input, 0, read);
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
            while (unwritten.write(channel, loop.buffers())) {
                if (!unwritten.take(source)) {
                    allWritten(source);
                    return;
                }
            }
            watch(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } catch (IOException | CancelledKeyException peerGone) {
            end("transport error");
        }
    }

    private void allWritten(FrameConnection source) throws IOException {
        watch(SelectionKey.OP_READ);
        source.written();
        if (flushDue.get()) {
            return; // there is more by now
        }
        if (closing) {
            end("closed");
        } else if (silent) {
            channel.shutdownOutput();
        }
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
    public void fallSilentAfterwards() {
        silent = true;
        bytesWait();
    }

    /** On the loop's thread, so that its selector lets go of the socket at once. */
    @Override
    public void abort() {
        if (loop.isLoopThread()) {
            end("aborted");
        } else {
            loop.execute(() -> end("aborted"));
        }
    }

    @Override
    public byte[] spare() {
        return loop.isLoopThread() ? loop.buffers().spare() : NOTHING;
    }

    private void end(String reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!unwritten.isEmpty()) {
                // The peer does not read. What the kernel still holds for it would keep the connection for as long as
                // the peer likes.
                socket.reset();
            } else {
                socket.server().close();
            }
        } catch (IOException peerGone) {
            LOGGER.log(Level.DEBUG, "A socket would not close.", peerGone);
        }
        unwritten.drop();
        try {
            exchange.close();
        } catch (Exception alreadyOver) { // the interface declares no less
            LOGGER.log(Level.DEBUG, "An exchange would not close.", alreadyOver);
        }
        if (connection != null) {
            connection.ended(reason);
        }
    }
}
