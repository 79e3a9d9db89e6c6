package io.microstream.client.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The client's end of one WebSocket (RFC 6455, without extensions) over a blocking socket.
 *
 * <p>One thread reads, by {@link #next}; any thread sends, which never blocks; a thread of the link's own writes all that
 * waits in one go. Ends with {@link #closeAfterFlush} and then {@link #abort}, after which no thread of it is left.
 */
public final class WebSocketLink {
    private static final int INPUT_BYTES = 64 * 1024;

    private final Socket socket;
    private final FrameReader reader;
    private final FrameWriter writer;

    private WebSocketLink(Socket socket, InputStream in, OutputStream out, long maxMessageBytes, String name) {
        this.socket = socket;
        this.reader = new FrameReader(in, maxMessageBytes, this::answerControl);
        this.writer = new FrameWriter(out, name + "-writer", this::abort);
    }

    /**
     * Connects and makes the handshake.
     *
     * @param address {@code http}, {@code https}, {@code ws} or {@code wss}, with the query to send
     * @param timeout for each step of it
     * @param holder is told of the socket at once, so that somebody else can end the attempt
     * @throws IOException when nobody is there, or the answer is no 101
     */
    public static WebSocketLink open(
            URI address, SSLContext tls, Duration timeout, long maxMessageBytes, OpenSocket holder, String name)
            throws IOException {
        boolean secure =
                address.getScheme().equals("https") || address.getScheme().equals("wss");
        int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        Socket socket = new Socket();
        try {
            holder.holds(socket);
            socket.connect(new InetSocketAddress(address.getHost(), port), millis(timeout));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis(timeout));
            if (secure) {
                socket = encrypted(socket, tls, address.getHost(), port);
            }
            InputStream in = new BufferedInputStream(socket.getInputStream(), INPUT_BYTES);
            new Handshake(address).perform(in, socket.getOutputStream());
            return new WebSocketLink(socket, in, socket.getOutputStream(), maxMessageBytes, name);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    private static Socket encrypted(Socket plain, SSLContext tls, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** From now on {@link #next} fails when nothing has come for so long. */
    public void silenceLimit(Duration limit) throws IOException {
        socket.setSoTimeout(millis(limit));
    }

    /**
     * Waits for the next message.
     *
     * @return text as a {@link String}, binary as a {@code byte[]}
     * @throws IOException when the connection has ended, or was silent for too long
     */
    public Object next() throws IOException {
        return reader.next();
    }

    /** Queues messages that follow each other without others in between; false when the link has ended. */
    public boolean send(String text, List<byte[]> binaries) {
        return writer.send(text.getBytes(StandardCharsets.UTF_8), binaries);
    }

    /** Writes what waits, then a CLOSE frame, and nothing behind it. */
    public void closeAfterFlush() {
        writer.close();
    }

    /** Waits until what was to be written is written. */
    public boolean awaitFlushed(Duration limit) throws InterruptedException {
        return writer.awaitEnd(limit);
    }

    /** Cuts the connection. Idempotent; any thread. */
    public void abort() {
        writer.stop();
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }

    private void answerControl(int opcode, byte[] body) {
        if (opcode == Frames.PING) {
            writer.control(Frames.PONG, body);
        } else if (opcode == Frames.CLOSE) {
            writer.close();
        }
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
}
