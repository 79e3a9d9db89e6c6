package io.microstream.client.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** Stands between a client and its hub, and can let their connections die without a word, as a NAT box does. */
public final class Relay implements AutoCloseable {
    private final ServerSocket server;
    private final int port;
    private final String scheme;
    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();

    /** To a hub on a port of 127.0.0.1. */
    public Relay(int port) throws IOException {
        this(port, "http", new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    private Relay(int port, String scheme, ServerSocket server) {
        this.port = port;
        this.scheme = scheme;
        this.server = server;
        start(this::accept);
    }

    /** To a hub on a port of 127.0.0.1, as a proxy that ends TLS. */
    public static Relay tls(int port, SSLContext context) throws IOException {
        return new Relay(
                port,
                "https",
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** Where clients connect. */
    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }

    /** How many connections there were. */
    public int accepted() {
        return accepted.get();
    }

    /** What is open now carries nothing any more, and is not closed either. */
    public void swallow() {
        generation.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket hub = new Socket(InetAddress.getLoopbackAddress(), port);
                accepted.incrementAndGet();
                int mine = generation.get();
                start(() -> carry(client, hub, mine));
                start(() -> carry(hub, client, mine));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket from, Socket to, int mine) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (generation.get() == mine) {
                    out.write(buffer, 0, length);
                }
            }
            if (generation.get() == mine) {
                to.close();
            }
        } catch (IOException ended) {
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
