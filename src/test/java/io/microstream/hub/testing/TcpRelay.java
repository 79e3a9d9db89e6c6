package io.microstream.hub.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between clients and a hub, as a router or a load balancer does, and can forget one side of its connections.
 *
 * <p>Owns its sockets and a thread for each direction of each; all end with {@link #close()}.
 */
public final class TcpRelay implements HubTarget, AutoCloseable {
    private record Link(Socket client, Socket hub) {}

    private final InetSocketAddress hub;
    private final ServerSocket door;
    private final List<Link> links = new CopyOnWriteArrayList<>();

    private TcpRelay(InetSocketAddress hub, ServerSocket door) {
        this.hub = hub;
        this.door = door;
    }

    public static TcpRelay to(HubTarget hub) {
        try {
            TcpRelay relay = new TcpRelay(hub.address(), new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect to. */
    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Resets every connection at the client's side; the hub hears nothing of it. Later connections work. */
    public void forgetClients() {
        for (Link link : links) {
            try {
                link.client().setSoLinger(true, 0);
            } catch (SocketException alreadyGone) {
                continue;
            }
            shut(link.client());
        }
    }

    /** How many of its connections to the hub are open. */
    public long openToHub() {
        return links.stream().filter(link -> !link.hub().isClosed()).count();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Link link = new Link(door.accept(), new Socket());
                link.hub().connect(hub);
                links.add(link);
                start(() -> toHub(link));
                start(() -> toClient(link));
            } catch (IOException closedOrNoHub) {
                continue;
            }
        }
    }

    /** Passes on that the client has finished, but not that its side was reset: that is forgotten. */
    private static void toHub(Link link) {
        try {
            OutputStream out = link.hub().getOutputStream();
            link.client().getInputStream().transferTo(out);
            link.hub().shutdownOutput();
        } catch (IOException forgotten) {
            return;
        }
    }

    /** Goes on reading from the hub where nobody is left to hear it. */
    private static void toClient(Link link) {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = link.hub().getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                write(link.client(), buffer, read);
            }
        } catch (IOException reset) {
            // The hub has hung up in its own way; the client learns of it all the same.
        }
        shut(link.hub());
        shut(link.client());
    }

    private static void write(Socket client, byte[] buffer, int length) {
        try {
            OutputStream out = client.getOutputStream();
            out.write(buffer, 0, length);
            out.flush();
        } catch (IOException forgotten) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Link link : links) {
            shut(link.client());
            shut(link.hub());
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tcp-relay");
        thread.setDaemon(true);
        thread.start();
    }
}
