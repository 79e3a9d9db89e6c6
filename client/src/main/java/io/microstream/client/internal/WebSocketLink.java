package io.microstream.client.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of one WebSocket (RFC 6455, without extensions).
 *
 * <p>One thread reads, by {@link #next}; any thread sends, which never blocks. What the reading thread sends while more
 * is there to be read goes out before it waits again, all in one go. Ends with {@link #closeAfterFlush} and then
 * {@link #abort}, after which no thread of it is left.
 */
public final class WebSocketLink {
    private final Wire wire;
    private final WireInput input;
    private final FrameReader reader;
    private final FrameWriter writer;
    private volatile @Nullable Thread reading;

    private WebSocketLink(Wire wire, long maxMessageBytes, String name) {
        this.wire = wire;
        this.writer = new FrameWriter(wire, name + "-writer", this::abort);
        this.input = new WireInput(wire, writer::flush);
        this.reader = new FrameReader(input, maxMessageBytes, this::answerControl);
    }

    /**
     * Connects and makes the handshake.
     *
     * @param address {@code http}, {@code https}, {@code ws} or {@code wss}, with the query to send
     * @param tls certificates and keys; the JVM's own where there are none
     * @param timeout for each step of it
     * @param holder is told of the socket at once, so that somebody else can end the attempt
     * @throws IOException when nobody is there, or the answer is no 101
     */
    public static WebSocketLink open(
            URI address,
            @Nullable SSLContext tls,
            Duration timeout,
            long maxMessageBytes,
            OpenSocket holder,
            String name)
            throws IOException {
        boolean secure =
                address.getScheme().equals("https") || address.getScheme().equals("wss");
        int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        InetSocketAddress peer = new InetSocketAddress(address.getHost(), port);
        if (peer.isUnresolved()) {
            throw new UnknownHostException(address.getHost());
        }
        Wire wire = secure ? TlsWire.connect(peer, tls, timeout, holder) : PlainWire.connect(peer, timeout, holder);
        WebSocketLink link = new WebSocketLink(wire, maxMessageBytes, name);
        try {
            new Handshake(address).perform(wire, link.input);
            return link;
        } catch (IOException | RuntimeException failed) {
            link.abort();
            throw failed;
        }
    }

    /** From now on {@link #next} fails when nothing has come for so long. */
    public void silenceLimit(Duration limit) throws IOException {
        wire.silenceLimit(limit);
    }

    /**
     * Waits for the next message.
     *
     * @return text as a {@link String}, binary as a {@code byte[]}
     * @throws IOException when the connection has ended, or was silent for too long
     */
    public Object next() throws IOException {
        if (reading == null) {
            reading = Thread.currentThread();
        }
        return reader.next();
    }

    /** Queues messages that follow each other without others in between; false when the link has ended. */
    public boolean send(String text, List<byte[]> binaries) {
        boolean hold = Thread.currentThread() == reading && input.hasMore();
        return writer.send(text.getBytes(StandardCharsets.UTF_8), binaries, hold);
    }

    /** Writes what waits, then a CLOSE frame, and nothing behind it. */
    public void closeAfterFlush() {
        writer.close();
    }

    /** Waits until what was to be written is written. */
    public void awaitFlushed(Duration limit) throws InterruptedException {
        writer.awaitEnd(limit);
    }

    /** Cuts the connection. Idempotent; any thread. */
    public void abort() {
        writer.stop();
        wire.close();
    }

    private void answerControl(int opcode, byte[] body) {
        if (opcode == Frames.PING) {
            writer.control(Frames.PONG, body);
        } else if (opcode == Frames.CLOSE) {
            writer.close();
        }
    }
}
