package io.microstream.hub.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Bytes out, bytes in, over a plain socket. Every wait ends after {@link #PATIENCE}; a test fails there. */
public final class RawSocket implements AutoCloseable {
    /** How long a read waits before the test fails. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 65_536);
        this.out = socket.getOutputStream();
    }

    /** Connects from the address that the system chooses. */
    public static RawSocket to(HubTarget hub) {
        return from("", hub);
    }

    /** Connects from an address of the loopback network, such as {@code 127.0.0.2}: another host in the hub's eyes. */
    public static RawSocket from(String localAddress, HubTarget hub) {
        try {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            if (!localAddress.isEmpty()) {
                socket.bind(new InetSocketAddress(localAddress, 0));
            }
            socket.connect(hub.address(), (int) PATIENCE.toMillis());
            return new RawSocket(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("No hub at " + hub.url(), e);
        }
    }

    /** Connects with a receive buffer of this size, so that a peer that does not read is soon full. */
    public static RawSocket narrow(HubTarget hub, int receiveBufferBytes) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(receiveBufferBytes);
            socket.connect(hub.address(), (int) PATIENCE.toMillis());
            return new RawSocket(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("No hub at " + hub.url(), e);
        }
    }

    /** The port at this end. */
    public int localPort() {
        return socket.getLocalPort();
    }

    /** Sends bytes; a peer that has already hung up is noticed by the next read, not here. */
    public RawSocket send(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException peerGone) {
            return this;
        }
        return this;
    }

    /** Sends text as UTF-8. */
    public RawSocket send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next byte, or -1 at the end of the stream; a reset counts as the end. */
    public int read() {
        return read(PATIENCE);
    }

    private int read(Duration wait) {
        try {
            socket.setSoTimeout(Math.max(1, (int) wait.toMillis()));
            return in.read();
        } catch (SocketTimeoutException nothing) {
            throw new AssertionError("Nothing came within " + wait.toMillis() + " ms");
        } catch (SocketException reset) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stream ended in the middle of something. */
    static final class CutShort extends AssertionError {
        CutShort(String message) {
            super(message);
        }
    }

    /** Exactly this many bytes. */
    public byte[] readExactly(int count) {
        byte[] bytes = new byte[count];
        try {
            int read = 0;
            socket.setSoTimeout((int) PATIENCE.toMillis());
            while (read < count) {
                int more = in.read(bytes, read, count - read);
                if (more < 0) {
                    throw new CutShort("The stream ended after " + read + " of " + count + " bytes");
                }
                read += more;
            }
        } catch (SocketTimeoutException nothing) {
            throw new AssertionError("Nothing came within " + PATIENCE.toMillis() + " ms", nothing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }

    /** A line without its CR LF, or the empty text at the end of the stream. */
    public String readLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = read(); b >= 0 && b != '\n'; b = read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** All that comes until the peer hangs up. */
    public byte[] readToEnd() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = read(); b >= 0; b = read()) {
            bytes.write(b);
        }
        return bytes.toByteArray();
    }

    /** Whether nothing comes for this long, not even the end of the stream. Waits the whole time when it is so. */
    public boolean isSilentFor(Duration time) {
        try {
            if (in.available() > 0) {
                return false;
            }
            socket.setSoTimeout(Math.max(1, (int) time.toMillis()));
            in.mark(1);
            int b = in.read();
            if (b >= 0) {
                in.reset();
            }
            return false;
        } catch (SocketTimeoutException nothing) {
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    /** Says that nothing more will be sent (FIN); reading goes on. */
    public RawSocket finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException alreadyGone) {
            return this;
        }
        return this;
    }

    /** Breaks the connection as a crash does (RST). */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException alreadyGone) {
            return;
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }
}
