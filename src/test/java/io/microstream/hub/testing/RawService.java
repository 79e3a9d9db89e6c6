package io.microstream.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * A service that speaks Socket.IO by hand. Whenever it reads, it answers the hub's {@code 2} with {@code 3}; while a
 * test does not let it read, it is frozen.
 */
public final class RawService implements AutoCloseable {
    private static final String CLOSED = "closed";
    private static final String AWAY = "\"away-";

    private final String name;
    private final RawTransport transport;
    private String sid = "";
    private String kept = "";
    private int fences;

    private RawService(String name, RawTransport transport) {
        this.name = name;
        this.transport = transport;
    }

    /** Opens a WebSocket under this name and does not join yet. */
    public static RawService websocket(HubTarget hub, String name) {
        return websocket(RawSocket.to(hub), name);
    }

    /** The same over a socket that is already connected. */
    public static RawService websocket(RawSocket socket, String name) {
        RawWebSocket webSocket = RawWebSocket.open(socket, query(name));
        assertThat(webSocket.readText()).startsWith("0{");
        return new RawService(name, new SocketTransport(webSocket));
    }

    /** Goes on over a WebSocket whose open packet has been read. */
    public static RawService websocket(RawWebSocket webSocket, String name) {
        return new RawService(name, new SocketTransport(webSocket));
    }

    /** Opens a polling session under this name and does not join yet. */
    public static RawService polling(HubTarget hub, String name) {
        return polling(RawEngineClient.open(hub, query(name)), name);
    }

    /** Goes on with a polling session. */
    public static RawService polling(RawEngineClient session, String name) {
        return new RawService(name, new PollingTransport(session));
    }

    private static String query(String name) {
        return "serviceName=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** Sends CONNECT and reads its answer. */
    public RawService join() {
        return join("");
    }

    /** Sends CONNECT with this auth object and reads its answer. */
    public RawService join(String auth) {
        send("40" + auth);
        String answer = next();
        assertThat(answer).as("the answer to CONNECT").matches("40\\{\"sid\":\"[A-Za-z0-9_-]{20}\"}");
        sid = RawEngineClient.sid(answer);
        return this;
    }

    public String name() {
        return name;
    }

    /** The Socket.IO sid of the last join. */
    public String sid() {
        return sid;
    }

    /** Sends packets as they are. */
    public RawService send(String... packets) {
        transport.send(packets);
        return this;
    }

    public RawService sendBinary(int... bytes) {
        byte[] packet = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            packet[i] = (byte) bytes[i];
        }
        transport.sendBinary(packet);
        return this;
    }

    /** Asks a service; the payload is JSON. */
    public RawService request(String target, String payload) {
        return send("42[\"request\",{\"targetService\":\"" + target + "\",\"payload\":" + payload + "}]");
    }

    /** Answers; id and value are JSON. */
    public RawService respond(String id, String value) {
        return send("42[\"response\",{\"id\":" + id + ",\"response\":" + value + "}]");
    }

    public RawService heartbeat() {
        return send("42[\"heartbeat\",{\"serviceName\":\"" + name + "\"}]");
    }

    /** The next packet that is neither the transport's own nor a late word about who is away, or {@code closed}. */
    public String next() {
        String packet = nextOfAll();
        while (isAboutAway(packet)) {
            packet = nextOfAll();
        }
        return packet;
    }

    /** Another service asks in {@link #expectAway} whether this one is still there, or has an answer to that. */
    private static boolean isAboutAway(String packet) {
        return packet.startsWith("42[\"response\",{\"id\":" + AWAY)
                || packet.startsWith("42[\"request\",{\"id\":" + AWAY);
    }

    /** The very next packet, answered by nobody. */
    public String nextOfTransport() {
        String packet = kept.isEmpty() ? transport.next() : kept;
        kept = "";
        return packet;
    }

    /** Whether nothing but the hub's pings comes for this long; they are answered. What comes is kept for later. */
    public boolean isQuietFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); kept.isEmpty() && left > 0; left = end - System.nanoTime()) {
            if (transport.arrivesWithin(Duration.ofNanos(left))) {
                keep(transport.next());
            }
        }
        return kept.isEmpty();
    }

    public RawService expectQuietFor(Duration time) {
        assertThat(isQuietFor(time))
                .as("nothing comes for %s, but there came %s", time, kept)
                .isTrue();
        return this;
    }

    private void keep(String packet) {
        if (packet.equals("2")) {
            send("3");
        } else if (!packet.equals("6")) {
            kept = packet;
        }
    }

    private String nextOfAll() {
        String packet = nextOfTransport();
        while (packet.equals("2") || packet.equals("6")) {
            keep(packet);
            packet = nextOfTransport();
        }
        return packet;
    }

    public RawService expect(String packet) {
        assertThat(next()).isEqualTo(packet);
        return this;
    }

    public RawService expectBinary(int... bytes) {
        byte[] packet = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            packet[i] = (byte) bytes[i];
        }
        return expect("b" + Base64.getEncoder().encodeToString(packet));
    }

    /** The next packet is a request with this payload. */
    public RawService expectRequest(String payload) {
        return expect("42[\"request\"," + payload + "]");
    }

    /** The next packet is an answer; id and value are JSON. */
    public RawService expectResponse(String id, String value) {
        return expect("42[\"response\",{\"id\":" + id + ",\"response\":" + value + "}]");
    }

    /** The next packet is an error answer with this code. */
    public RawService expectError(String id, String code) {
        assertThat(next())
                .startsWith("42[\"response\",{\"id\":" + id + ",\"response\":{\"error\":{\"code\":\"" + code + "\",");
        return this;
    }

    /** The connection works, and nothing was on its way before: a request to itself is the next thing that comes. */
    public RawService expectNothing() {
        String id = "\"fence-" + ++fences + "\"";
        request(name, "{\"id\":" + id + "}");
        expectRequest("{\"id\":" + id + "}");
        respond(id, "{}");
        return expectResponse(id, "{}");
    }

    /** The hub asks whether this service still lives, and gets the answer that it does. */
    public RawService expectSignOfLifeWanted() {
        assertThat(nextOfTransport()).isEqualTo("2");
        return send("3");
    }

    /** A service of this name is not registered, or is not any more as soon as the hub has noticed. */
    public RawService expectAway(String other) {
        Eventually.within(RawSocket.PATIENCE, () -> isAway(other));
        return this;
    }

    /** Asks twice: the other service, then itself. Only an error can come before the second. */
    private boolean isAway(String other) {
        String asked = AWAY + ++fences + "\"";
        request(other, "{\"id\":" + asked + "}").request(name, "{\"id\":\"fence\"}");
        boolean away = false;
        String packet = nextOfAll();
        while (!packet.equals("42[\"request\",{\"id\":\"fence\"}]")) {
            assertThat(packet).startsWith("42[\"response\",{\"id\":" + AWAY);
            away |= packet.contains(asked) && packet.contains("\"code\":\"TARGET_SERVICE_NOT_FOUND\"");
            packet = nextOfAll();
        }
        respond("\"fence\"", "{}").expectResponse("\"fence\"", "{}");
        return away;
    }

    /** The hub closes the connection as the next thing. */
    public void expectClosed() {
        assertThat(next()).isEqualTo(CLOSED);
    }

    /** The connection ends, be it in the middle of a frame; what was still on its way before does not matter. */
    public void expectEnd() {
        try {
            String packet = next();
            while (!packet.equals(CLOSED)) {
                packet = next();
            }
        } catch (RawSocket.CutShort | UncheckedIOException cutOff) {
            // An end as well.
        }
    }

    /** Says goodbye with DISCONNECT and hangs up. */
    public void leave() {
        send("41");
        transport.send("1");
        close();
    }

    /** Hangs up without a word. */
    @Override
    public void close() {
        transport.close();
    }
}
