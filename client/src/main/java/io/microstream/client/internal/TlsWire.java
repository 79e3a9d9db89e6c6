package io.microstream.client.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** TLS over the JDK's blocking sockets: whatever is written may have to wait. */
final class TlsWire implements Wire {
    private final Socket plain;
    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;

    private TlsWire(Socket plain, SSLSocket socket) throws IOException {
        this.plain = plain;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Connects and checks who is there; the limit is also that of silence until another is set. */
    static Wire connect(InetSocketAddress address, @Nullable SSLContext tls, Duration limit, OpenSocket holder)
            throws IOException {
        Socket plain = new Socket();
        try {
            holder.holds(plain);
            plain.setTcpNoDelay(true);
            plain.connect(address, millis(limit));
            plain.setSoTimeout(millis(limit));
            SSLContext context = tls == null ? SSLContext.getDefault() : tls;
            SSLSocket socket = (SSLSocket)
                    context.getSocketFactory().createSocket(plain, address.getHostString(), address.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return new TlsWire(plain, socket);
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        } catch (NoSuchAlgorithmException noDefault) {
            plain.close();
            throw new IOException("this JVM has no TLS to begin with", noDefault);
        }
    }

    @Override
    public void silenceLimit(Duration limit) throws IOException {
        socket.setSoTimeout(millis(limit));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int read = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        if (read > 0) {
            into.position(into.position() + read);
        }
        return read;
    }

    @Override
    public void writeWhatGoes(ByteBuffer bytes) {
        // Nothing goes without waiting.
    }

    @Override
    public void writeAll(ByteBuffer bytes) throws IOException {
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        out.flush();
        bytes.position(bytes.limit());
    }

    @Override
    public void close() {
        try {
            plain.close(); // TLS's own goodbye could wait for a peer that does not read
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
}
