package io.microstream.client;

import io.microstream.client.internal.Inbound;
import io.microstream.client.internal.OpenSocket;
import io.microstream.client.internal.PacketReader;
import io.microstream.client.internal.PacketWriter;
import io.microstream.client.internal.WebSocketLink;
import io.microstream.client.internal.WireException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** One connection to the hub, registered under our name. The connection's thread reads, any thread sends. */
final class HubSession {
    private final WebSocketLink link;
    private final PacketReader packets = new PacketReader();
    private volatile long maxPayloadBytes = Long.MAX_VALUE;
    private volatile boolean open = true;

    private HubSession(WebSocketLink link) {
        this.link = link;
    }

    /**
     * Connects and registers.
     *
     * @throws RefusedException when the hub says no for a reason
     * @throws IOException when nobody is there, or the hub hangs up
     */
    static HubSession open(Settings settings, URI address, OpenSocket socket, String threadName)
            throws IOException, RefusedException {
        Duration patience = settings.connectTimeout();
        HubSession session = new HubSession(
                WebSocketLink.open(address, settings.tls(), patience, settings.maxMessageBytes(), socket, threadName));
        try {
            session.join();
            return session;
        } catch (IOException | RuntimeException | RefusedException failed) {
            session.abort();
            throw failed;
        }
    }

    private void join() throws IOException, RefusedException {
        if (!(read() instanceof Inbound.Open hello)) {
            throw new IOException("the hub does not begin with OPEN");
        }
        maxPayloadBytes = hello.maxPayloadBytes();
        link.send(PacketWriter.CONNECT, List.of());
        Inbound answer = read();
        while (!(answer instanceof Inbound.Connected)) {
            if (answer instanceof Inbound.Refused refused) {
                throw new RefusedException(refused);
            }
            if (answer instanceof Inbound.Goodbye) {
                throw new IOException("the hub hung up before it answered CONNECT");
            }
            answer = read();
        }
        // Whatever the hub sends counts; it pings at this interval.
        link.silenceLimit(Duration.ofMillis(hello.pingIntervalMillis() + hello.pingTimeoutMillis()));
    }

    /** Waits for the next thing that the hub says; answers pings by the way. */
    Inbound read() throws IOException {
        try {
            Object message = link.next();
            Inbound inbound = message instanceof String text ? packets.text(text) : packets.binary((byte[]) message);
            if (inbound instanceof Inbound.Ping) {
                link.send(PacketWriter.PONG, List.of());
            }
            return inbound;
        } catch (WireException malformed) {
            throw new IOException(malformed);
        }
    }

    /** Queues a packet and its attachments; never blocks. False when the connection has ended: nothing was sent. */
    boolean send(String packet, List<byte[]> attachments) {
        if (open && link.send(packet, attachments)) {
            return true;
        }
        open = false;
        return false;
    }

    /** The longest message that the hub takes. */
    long maxPayloadBytes() {
        return maxPayloadBytes;
    }

    boolean isOpen() {
        return open;
    }

    /** Says goodbye, so that the name is free at once; what was sent goes out before. */
    void leave(Duration limit) throws InterruptedException {
        link.send(PacketWriter.DISCONNECT, List.of());
        open = false;
        link.closeAfterFlush();
        link.awaitFlushed(limit);
    }

    void abort() {
        open = false;
        link.abort();
    }

    /** Waits after {@link #abort} until nothing of it runs any more. */
    void awaitEnd(Duration limit) throws InterruptedException {
        link.awaitFlushed(limit);
    }
}
