package io.microstream.client.internal;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** TCP, without blocking, so that whoever sends can write at once as long as the socket takes it. */
final class PlainWire implements Wire {
    /** What is written goes through a buffer that the JDK keeps for each thread; this is how large it gets. */
    private static final int MOST_AT_ONCE = 64 * 1024;

    private final SocketChannel channel;
    private final Selector readable;
    private final Selector writable;
    private volatile long silenceMillis;

    /** Of the reading thread: the last read has left nothing, as far as is known. */
    private boolean drained = true;

    private PlainWire(Duration silence) throws IOException {
        silenceMillis = millis(silence);
        channel = SocketChannel.open();
        readable = Selector.open();
        writable = Selector.open();
    }

    /** Connects; the limit is also that of silence until another is set. */
    static Wire connect(InetSocketAddress address, Duration limit, OpenSocket holder) throws IOException {
        PlainWire wire = new PlainWire(limit);
        try {
            holder.holds(wire);
            wire.connect(address);
            return wire;
        } catch (IOException | RuntimeException failed) {
            wire.close();
            throw failed;
        }
    }

    private void connect(InetSocketAddress address) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(readable, SelectionKey.OP_CONNECT);
        if (!channel.connect(address)) {
            await();
            channel.finishConnect();
        }
        key.interestOps(SelectionKey.OP_READ);
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    @Override
    public void silenceLimit(Duration limit) {
        silenceMillis = millis(limit);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int room = into.remaining();
        int read = drained ? 0 : channel.read(into);
        while (read == 0) {
            await();
            read = channel.read(into);
        }
        drained = read < room;
        return read;
    }

    @Override
    public void writeWhatGoes(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        int wanted;
        int written;
        do {
            wanted = Math.min(MOST_AT_ONCE, end - bytes.position());
            bytes.limit(bytes.position() + wanted);
            written = channel.write(bytes);
            bytes.limit(end);
        } while (written == wanted && bytes.hasRemaining());
    }

    @Override
    public void writeAll(ByteBuffer bytes) throws IOException {
        writeWhatGoes(bytes);
        while (bytes.hasRemaining()) {
            select(writable, 0);
            writeWhatGoes(bytes);
        }
    }

    @Override
    public void close() {
        try (readable; // closing a selector wakes the thread in it; closing a channel does not
                writable) {
            channel.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }

    /** For the reading thread: waits for what it is interested in. */
    private void await() throws IOException {
        long limit = silenceMillis;
        long begin = System.nanoTime();
        while (select(readable, limit) == 0) {
            if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) >= limit) {
                throw new SocketTimeoutException("nothing came for " + limit + " ms");
            }
        }
    }

    private static int select(Selector selector, long limitMillis) throws IOException {
        Thread.interrupted(); // somebody's callback has left it behind; it would let no selection wait
        try {
            int ready = selector.select(key -> {}, limitMillis);
            if (!selector.isOpen()) {
                throw new EOFException("the connection was closed");
            }
            return ready;
        } catch (ClosedSelectorException closed) {
            throw new EOFException("the connection was closed");
        }
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
}
