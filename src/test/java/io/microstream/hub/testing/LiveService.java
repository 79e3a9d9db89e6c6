package io.microstream.hub.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A service over a WebSocket that reads all the time, as real ones do, and answers the pings of both protocols.
 *
 * <p>Owns its connection and the thread that reads from it, which ends with {@link #close()} or with the connection.
 */
public final class LiveService implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final String name;
    private final RawWebSocket webSocket;
    private final Consumer<String> onPacket;
    private final ReentrantLock sending = new ReentrantLock();
    private volatile boolean ended;

    private LiveService(String name, RawWebSocket webSocket, Consumer<String> onPacket) {
        this.name = name;
        this.webSocket = webSocket;
        this.onPacket = onPacket;
    }

    /** Registers under this name; from then on each text packet goes to {@code onPacket}, on the reading thread. */
    public static LiveService join(HubTarget hub, String name, Consumer<String> onPacket) {
        RawWebSocket webSocket = RawWebSocket.open(hub, "serviceName=" + name);
        webSocket.readText();
        RawService.websocket(webSocket, name).join();
        LiveService service = new LiveService(name, webSocket, onPacket);
        Thread reader = new Thread(service::read, name);
        reader.setDaemon(true);
        reader.start();
        return service;
    }

    /** A service that answers each request at once, with {@code true}. */
    public static LiveService answering(HubTarget hub, String name) {
        LiveService[] self = new LiveService[1];
        // It is asked only after it was handed out.
        self[0] = join(hub, name, packet -> {
            String id = stringMember(packet, "id");
            self[0].send("42[\"response\",{\"id\":\"" + id + "\",\"response\":true}]");
        });
        return self[0];
    }

    /** The text of the first member with this name, or the empty text. */
    public static String stringMember(String packet, String name) {
        String beginning = "\"" + name + "\":\"";
        int from = packet.indexOf(beginning);
        return from < 0
                ? ""
                : packet.substring(from + beginning.length(), packet.indexOf('"', from + beginning.length()));
    }

    public String name() {
        return name;
    }

    /** Sends a packet; blocks while the hub does not take it. */
    public void send(String packet) {
        send(Frame.text(packet));
    }

    /** Whether the hub has ended the connection. */
    public boolean hasEnded() {
        return ended;
    }

    private void send(Frame frame) {
        byte[] bytes = frame.masked();
        sending.lock();
        try {
            webSocket.sendBytes(bytes);
        } finally {
            sending.unlock();
        }
    }

    private void read() {
        try {
            while (!ended) {
                while (webSocket.socket().isSilentFor(LOOK_EVERY)) {
                    // A quiet peer is no failure here.
                }
                ended = !take(webSocket.read());
            }
        } finally {
            ended = true;
        }
    }

    private boolean take(Optional<Frame> next) {
        if (next.isEmpty() || next.get().opcode() == Frame.CLOSE) {
            return false;
        }
        Frame frame = next.get();
        if (frame.opcode() == Frame.PING) {
            send(new Frame(Frame.FIN | Frame.PONG, frame.payload()));
        } else if (frame.opcode() == Frame.TEXT) {
            packet(new String(frame.payload(), StandardCharsets.UTF_8));
        }
        return true;
    }

    private void packet(String packet) {
        if (packet.equals("2")) {
            send("3");
        } else {
            onPacket.accept(packet);
        }
    }

    @Override
    public void close() {
        webSocket.close();
    }
}
