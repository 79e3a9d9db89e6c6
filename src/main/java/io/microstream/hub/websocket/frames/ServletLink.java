package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.WebSocketAcceptor;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A connection on the streams of a servlet upgrade. The server calls when there is something to read or room to write;
 * whoever finds the output idle writes, and those who come meanwhile only let the writer go on.
 */
final class ServletLink implements Link {
    private static final Logger LOGGER = System.getLogger(ServletLink.class.getName());
    private static final byte[] NOTHING = {};

    private final WebConnection server;
    private final Closeable cutOff;
    private final ServletFrameLane lane;
    private final ServletRounds rounds;
    private final ServletInputStream in;
    private final ServletOutputStream out;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean flushDue = new AtomicBoolean();
    private final AtomicInteger flushes = new AtomicInteger();
    private final int[] length = new int[1]; // belongs to whoever writes, as does unflushed
    private boolean unflushed;
    private volatile boolean writable;
    private volatile boolean closing;
    private volatile @Nullable FrameConnection connection;

    /** @param cutOff ends the connection at once, where the server has a way to */
    ServletLink(WebConnection server, Closeable cutOff, ServletFrameLane lane, ServletRounds rounds)
            throws IOException {
        this.server = server;
        this.cutOff = cutOff;
        this.lane = lane;
        this.rounds = rounds;
        this.in = server.getInputStream();
        this.out = server.getOutputStream();
    }

    /** Opens the WebSocket and begins to read and write. */
    void begin(FrameConnection opened, WebSocketAcceptor acceptor) {
        connection = opened;
        try {
            opened.open(acceptor);
            out.setWriteListener(new Writing());
            in.setReadListener(new Reading());
        } catch (RuntimeException | Error fault) {
            end("transport error");
            throw fault;
        }
    }

    @Override
    public void bytesWait() {
        if (flushDue.compareAndSet(false, true)) {
            rounds.flushLater(this);
        }
    }

    /** Writes what waits, as far as the server takes it. Any thread; never throws. */
    void flush() {
        flushDue.set(false);
        FrameConnection source = connection;
        if (source == null || flushes.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            try {
                write(source);
            } catch (IOException | RuntimeException peerGone) { // Payara: NullPointerException, Undertow: UT010029
                failed(peerGone);
            }
            seen = flushes.addAndGet(-seen);
        }
    }

    private void write(FrameConnection source) throws IOException {
        while (writable && !closed.get() && out.isReady()) {
            if (unflushed) {
                unflushed = false;
                out.flush();
                continue;
            }
            boolean last = closing; // looked at before the bytes: our CLOSE is among them, or written already
            byte[] bytes = source.takeBytes(length);
            if (length[0] > 0) {
                // An exact array, and never used again: Undertow ignores offset and length, and writes on later.
                out.write(bytes.length == length[0] ? bytes : Arrays.copyOf(bytes, length[0]));
                unflushed = true;
                continue;
            }
            source.written();
            if (last) {
                end("closed");
            }
            return;
        }
    }

    private void read() {
        FrameConnection receiver = connection;
        if (receiver == null) {
            return;
        }
        byte[] buffer = rounds.input();
        try {
            // Until it is no longer ready: a server does not call again before.
            while (!closed.get() && in.isReady()) {
                int read = in.read(buffer);
                if (read < 0) {
                    end("transport close");
                    return;
                }
                receiver.received(buffer, 0, read);
                rounds.handled(read);
            }
        } catch (IOException | RuntimeException peerGone) {
            failed(peerGone);
        }
    }

    /** What was sent does not arrive any more: nothing to wait for. */
    private void failed(Exception peerGone) {
        LOGGER.log(Level.DEBUG, "A peer has gone.", peerGone);
        cutOff("transport error");
    }

    @Override
    public void closeAfterwards() {
        closing = true;
        bytesWait();
    }

    /** The streams cannot be closed in one direction; so the peer just hears nothing more until it is cut off. */
    @Override
    public void fallSilentAfterwards() {
        bytesWait();
    }

    @Override
    public void abort() {
        cutOff("aborted");
    }

    private void cutOff(String reason) {
        if (!closed.get()) {
            ServletFrameLane.cutOffNow(cutOff); // Payara would keep the connection until the peer has read all of it
        }
        end(reason);
    }

    /** None: what was written belongs to the server. */
    @Override
    public byte[] spare() {
        return NOTHING;
    }

    void end(String reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        lane.close(this, server, cutOff);
        FrameConnection ended = connection;
        if (ended != null) {
            ended.ended(reason);
        }
    }

    private final class Reading implements ReadListener {
        @Override
        public void onDataAvailable() {
            rounds.run(ServletLink.this::read);
        }

        @Override
        public void onAllDataRead() {
            end("transport close");
        }

        /** On Payara the end of the stream too. */
        @Override
        public void onError(Throwable failure) {
            LOGGER.log(Level.DEBUG, "A connection has ended.", failure);
            end("transport close");
        }
    }

    private final class Writing implements WriteListener {
        @Override
        public void onWritePossible() {
            writable = true;
            flush();
        }

        @Override
        public void onError(Throwable failure) {
            LOGGER.log(Level.DEBUG, "A connection has ended.", failure);
            end("transport error");
            if (server.getClass().getName().startsWith("io.undertow.")) {
                throw new PeerGoneException(); // or Undertow calls again and again
            }
        }
    }

    private static final class PeerGoneException extends RuntimeException {
        PeerGoneException() {
            super("peer gone", null, false, false);
        }
    }
}
