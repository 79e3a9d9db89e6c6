package io.microstream.hub.websocket.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.Frame;
import io.microstream.hub.testing.HandMovedTime;
import io.microstream.hub.websocket.WebSocketChannel;
import io.microstream.hub.websocket.WebSocketListener;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop over real sockets of 127.0.0.1. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChannelLoopTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final HandMovedTime time = new HandMovedTime();
    private final List<Closeable> toClose = new ArrayList<>();
    private final ChannelLoop loop;
    private final Thread thread;

    ChannelLoopTest() throws IOException {
        loop = new ChannelLoop();
        thread = new Thread(loop, "loop-under-test");
    }

    @BeforeEach
    void start() {
        thread.start();
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        loop.stop();
        thread.join(SOON.toMillis());
        for (Closeable open : toClose) {
            open.close();
        }
    }

    @Test
    void whatComesIsAnswered() throws IOException {
        Peer peer = new Peer();

        peer.send(Frame.text("a"), Frame.binary((byte) 1), Frame.text("b"));

        assertThat(peer.next()).isEqualTo("text a");
        assertThat(peer.next()).isEqualTo("binary 01");
        assertThat(peer.next()).isEqualTo("text b");
    }

    @Test
    void whatHasComeWithTheHandshakeIsReadFirst() throws IOException {
        Peer peer = new Peer(Frame.text("early").masked());

        peer.send(Frame.text("later"));

        assertThat(peer.next()).isEqualTo("text early");
        assertThat(peer.next()).isEqualTo("text later");
    }

    @Test
    void anyThreadMaySend() throws IOException {
        Peer peer = new Peer();

        peer.channel().send(false, "from outside".getBytes(StandardCharsets.UTF_8), sent -> {});

        assertThat(peer.next()).isEqualTo("text from outside");
    }

    @Test
    void peerThatReadsLateGetsEveryByte() throws IOException {
        Peer peer = new Peer();
        byte[] message = new byte[5_000_000];
        Arrays.fill(message, (byte) 7);
        AtomicInteger done = new AtomicInteger();
        Peer other = new Peer();

        peer.channel().send(true, message, sent -> done.incrementAndGet());
        other.send(Frame.text("meanwhile"));
        assertThat(other.next()).isEqualTo("text meanwhile"); // the loop has gone on
        assertThat(done).hasValue(0);
        Frame frame = peer.read();

        assertThat(frame.payload()).isEqualTo(message);
        Eventually.within(SOON, () -> done.get() == 1);
        peer.send(Frame.text("again"));
        assertThat(peer.next()).isEqualTo("text again");
    }

    @Test
    void peerThatDoesNotReadIsCutOffAtOnce() throws IOException {
        Peer peer = new Peer();
        peer.channel().send(true, new byte[20_000_000], sent -> peer.heard.add("done " + sent));
        new Peer().echoes();

        peer.channel().abort();

        Eventually.within(SOON, () -> peer.closed.get() == 1 && peer.heard.size() == 2);
        assertThat(peer.heard).containsExactly("done false", "close: aborted");
        assertThat(peer.connection.isReading()).isFalse();
    }

    @Test
    void endOfTheStreamEndsTheConnection() throws IOException {
        Peer peer = new Peer();

        peer.socket.shutdownOutput();

        Eventually.within(SOON, () -> peer.heard.contains("close: transport close"));
        assertThat(peer.closed).hasValue(1);
    }

    @Test
    void resetEndsTheConnection() throws IOException {
        Peer peer = new Peer();

        peer.socket.setSoLinger(true, 0);
        peer.socket.close();

        // The socket is closed first, and only then is the listener told.
        Eventually.within(SOON, () -> peer.closed.get() == 1 && peer.heard.size() == 1);
    }

    @Test
    void closeHandshakeEndsTheConnection() throws IOException {
        Peer peer = new Peer();

        peer.send(Frame.text("a"), Frame.close(1000, ""));

        assertThat(peer.next()).isEqualTo("text a");
        assertThat(peer.next()).isEqualTo("close 1000");
        assertThat(peer.next()).isEqualTo("end");
        Eventually.within(SOON, () -> peer.closed.get() == 1);
    }

    @Test
    void peerThatSendsTooMuchStillReadsWhy() throws IOException {
        Peer peer = new Peer();

        peer.send(Frame.binary(new byte[3_000_000]));

        assertThat(peer.next()).isEqualTo("close 1009");
        assertThat(peer.next()).isEqualTo("end");
        peer.socket.close();
        Eventually.within(SOON, () -> peer.closed.get() == 1);
        time.pass(Duration.ofSeconds(10));
        assertThat(peer.heard).containsExactly("close: close code 1009");
    }

    @Test
    void faultInOneConnectionDoesNotTouchTheOthers() throws IOException {
        Peer peer = new Peer();
        Peer other = new Peer();

        peer.send(Frame.text("fault"));
        assertThat(peer.next()).isEqualTo("close 1011");
        peer.channel().send(false, new byte[0], sent -> {});
        loop.execute(() -> {
            throw new IllegalStateException("a fault that the test wants");
        });

        other.echoes();
    }

    @Test
    void acceptorThatFailsLeavesNoOpenSocket() throws IOException {
        Peer peer = new Peer(new byte[0], true);

        assertThat(peer.next()).isEqualTo("end");
        assertThat(peer.closed).hasValue(1);
    }

    @Test
    void socketThatTheServerClosesDoesNotStopTheLoop() throws IOException {
        Peer peer = new Peer();
        peer.echoes();

        peer.served.close();
        peer.channel().send(false, new byte[] {'x'}, sent -> {});

        Eventually.within(SOON, () -> !peer.heard.isEmpty());
        new Peer().echoes();
    }

    @Test
    void interruptDoesNotKeepTheLoopBusy() throws IOException {
        Peer peer = new Peer();

        thread.interrupt();

        peer.echoes();
        Eventually.within(SOON, () -> !thread.isInterrupted());
    }

    @Test
    void stopEndsEveryConnectionAndWhoComesLate() throws IOException, InterruptedException {
        Peer peer = new Peer();
        peer.echoes();

        loop.stop();
        thread.join(SOON.toMillis());

        assertThat(thread.isAlive()).isFalse();
        assertThat(peer.next()).isEqualTo("end");
        assertThat(peer.heard).containsExactly("close: aborted");
        Peer late = new Peer();
        assertThat(late.next()).isEqualTo("end");
        peer.channel().close(1000);
        peer.channel().abort();
    }

    /** Both ends: a connection on the loop that echoes, and the plain socket of its peer. */
    private final class Peer implements SocketAccess.Socket, WebSocketListener {
        private final Queue<String> heard = new ConcurrentLinkedQueue<>();
        private final AtomicInteger closed = new AtomicInteger();
        private final SocketChannel served;
        private final Socket socket;
        private final FrameConnection connection;

        Peer(byte... early) throws IOException {
            this(early, false);
        }

        Peer(byte[] early, boolean failing) throws IOException {
            try (ServerSocketChannel server = ServerSocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                socket = new Socket();
                socket.setReceiveBufferSize(65_536);
                socket.connect(server.getLocalAddress());
                served = server.accept();
            }
            toClose.add(socket);
            socket.setSoTimeout((int) SOON.toMillis());
            served.configureBlocking(false);
            ChannelLink link = new ChannelLink(loop, this, () -> {});
            connection = new FrameConnection(
                    link, (delay, action) -> time.timers().schedule(delay, action)::cancel, 100_000);
            loop.execute(() -> link.begin(connection, () -> open(failing), early));
        }

        private void open(boolean failing) {
            if (failing) {
                throw new IllegalStateException("a fault that the test wants");
            }
            connection.open(opened -> this);
        }

        WebSocketChannel channel() {
            return connection;
        }

        void send(Frame... frames) throws IOException {
            for (Frame frame : frames) {
                socket.getOutputStream().write(frame.masked());
            }
        }

        void echoes() throws IOException {
            send(Frame.text("still there"));
            assertThat(next()).isEqualTo("text still there");
        }

        String next() throws IOException {
            Frame frame = read();
            return frame.first() < 0 ? "end" : frame.toString();
        }

        Frame read() throws IOException {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            try {
                int first = in.read();
                if (first < 0) {
                    return new Frame(-1, new byte[0]);
                }
                int code = in.readUnsignedByte();
                byte[] payload =
                        new byte[code == 127 ? (int) in.readLong() : code == 126 ? in.readUnsignedShort() : code];
                in.readFully(payload);
                return new Frame(first, payload);
            } catch (SocketException reset) {
                return new Frame(-1, new byte[0]);
            }
        }

        @Override
        public SocketChannel takeOver() {
            return served;
        }

        @Override
        public void serveWhereSelected(Consumer<Boolean> rounds) {
            throw new AssertionError("the channel lane has a thread of its own");
        }

        @Override
        public void limitUnsent(int bytes) {}

        @Override
        public void reset() throws IOException {
            served.setOption(StandardSocketOptions.SO_LINGER, 0);
            server().close();
        }

        @Override
        public Closeable server() {
            return () -> {
                closed.incrementAndGet();
                served.close();
            };
        }

        @Override
        public void onText(byte[] buffer, int from, int to) {
            byte[] text = Arrays.copyOfRange(buffer, from, to);
            if (new String(text, StandardCharsets.UTF_8).equals("fault")) {
                throw new IllegalStateException("a fault that the test wants");
            }
            connection.send(false, text, sent -> {});
        }

        @Override
        public void onBinary(byte[] message) {
            connection.send(true, message, sent -> {});
        }

        @Override
        public void onTooLarge(long bytes) {}

        @Override
        public void onClose(String reason) {
            heard.add("close: " + reason);
        }
    }
}
