package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.WebSocketAcceptor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;

/**
 * A connection of Undertow's. Its own I/O thread reads; whichever I/O thread has made it dirty writes, one at a time, and
 * those who come meanwhile only let the writer go on.
 */
final class XnioLink implements Link {
    private static final Logger LOGGER = System.getLogger(XnioLink.class.getName());
    private static final byte[] NOTHING = {};

    private final XnioLane lane;
    private final StreamConnection server;
    private final AtomicBoolean flushDue = new AtomicBoolean();
    private final AtomicInteger flushes = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Unwritten unwritten = new Unwritten();
    private volatile boolean waitsForPeer;
    private volatile boolean closing;
    private volatile boolean silent;
    private volatile @Nullable FrameConnection connection;

    XnioLink(XnioLane lane, StreamConnection server) {
        this.lane = lane;
        this.server = server;
    }

    /** Opens the WebSocket and begins to read and write. On the connection's I/O thread. */
    void begin(FrameConnection opened, WebSocketAcceptor acceptor) {
        connection = opened;
        try {
            // How long a peer may be silent is the hub's to say; the server's listener would cut it off after 90 s.
            server.getSourceChannel().setOption(Options.READ_TIMEOUT, 0);
            server.getSinkChannel().setOption(Options.WRITE_TIMEOUT, 0);
            server.getCloseSetter().set(gone -> end("transport close"));
            server.getSourceChannel().getReadSetter().set(ready -> read());
            server.getSinkChannel().getWriteSetter().set(ready -> flush());
            opened.open(acceptor);
            server.getSourceChannel().wakeupReads(); // what came with the handshake lies in the server's buffer
        } catch (IOException peerGone) {
            end("transport error");
        } catch (RuntimeException | Error fault) {
            end("transport error");
            throw fault;
        }
    }

    private void read() {
        XnioRound round = lane.roundOfThisThread();
        FrameConnection receiver = connection;
        if (round == null || receiver == null) {
            return;
        }
        ByteBuffer direct = round.buffers().direct();
        byte[] input = round.buffers().input();
        try {
            int read = server.getSourceChannel().read(direct.clear());
            if (read < 0) {
                end("transport close");
                return;
            }
            direct.flip().get(input, 0, read); // the selector calls again while there is more
            receiver.received(input, 0, read);
        } catch (IOException peerGone) {
            end("transport error");
        }
    }

    @Override
    public void bytesWait() {
        if (!flushDue.compareAndSet(false, true)) {
            return;
        }
        XnioRound round = lane.roundOfThisThread();
        if (round != null) {
            round.flushLater(this);
            return;
        }
        try {
            server.getIoThread().execute(this::flush);
        } catch (RejectedExecutionException serverStops) {
            end("transport error");
        }
    }

    /** Writes what waits, as far as the socket takes it. On an I/O thread; never throws. */
    void flush() {
        flushDue.set(false);
        XnioRound round = lane.roundOfThisThread();
        FrameConnection source = connection;
        if (round == null || source == null || flushes.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            try {
                write(round.buffers(), source);
            } catch (IOException | RuntimeException peerGone) {
                LOGGER.log(Level.DEBUG, "A peer has gone.", peerGone);
                end("transport error");
            }
            seen = flushes.addAndGet(-seen);
        }
    }

    private void write(IoBuffers buffers, FrameConnection source) throws IOException {
        while (!closed.get()) {
            if (!unwritten.write(server.getSinkChannel(), buffers)) {
                waitsForPeer = true;
                server.getSinkChannel().resumeWrites();
                return;
            }
            boolean last = closing; // looked at before the bytes: our CLOSE is among them, or written already
            if (!unwritten.take(source)) {
                allWritten(source, last);
                return;
            }
        }
    }

    private void allWritten(FrameConnection source, boolean last) throws IOException {
        if (waitsForPeer) {
            waitsForPeer = false;
            server.getSinkChannel().suspendWrites();
        }
        source.written();
        if (flushDue.get()) {
            return; // there is more by now
        }
        if (last) {
            end("closed");
        } else if (silent) {
            server.getSinkChannel().shutdownWrites();
            if (!server.getSinkChannel().flush()) {
                server.getSinkChannel().resumeWrites();
            }
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

    @Override
    public void abort() {
        end("aborted");
    }

    @Override
    public byte[] spare() {
        XnioRound round = lane.roundOfThisThread();
        return round == null ? NOTHING : round.buffers().spare();
    }

    private void end(String reason) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        lane.ended(this);
        if (waitsForPeer) {
            try {
                // The peer does not read. What the kernel still holds for it would keep the connection for as long as
                // the peer likes: reset it.
                server.setOption(Options.CLOSE_ABORT, true);
            } catch (IOException | RuntimeException peerGone) {
                LOGGER.log(Level.DEBUG, "A socket could not be made to reset.", peerGone);
            }
        }
        IoUtils.safeClose(server);
        FrameConnection ended = connection;
        if (ended != null) {
            ended.ended(reason);
        }
    }
}
