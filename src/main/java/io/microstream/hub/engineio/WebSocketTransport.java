package io.microstream.hub.engineio;

import io.microstream.hub.websocket.WebSocketChannel;
import io.microstream.hub.websocket.WebSocketListener;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries a session over a WebSocket: one message at a time, whoever finds the channel idle drains the queue.
 *
 * <p>A lane may report a message as sent before {@code send} returns (Undertow always does); sending the next from
 * there would recurse, so such reports only let the loop go on.
 */
final class WebSocketTransport implements Transport, WebSocketListener {
    /** RFC 6455 §7.4.1: normal closure. Clients read it as "transport close". */
    private static final int NORMAL = 1000;

    private final EngineSession session;
    private final WebSocketChannel channel;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final ArrayDeque<OutboundPacket> batch = new ArrayDeque<>(0); // belongs to whoever drains
    private final AtomicBoolean answerDue = new AtomicBoolean();
    private volatile boolean closing;
    private volatile boolean closed;
    private volatile boolean broken;

    WebSocketTransport(EngineSession session, WebSocketChannel channel) {
        this.session = session;
        this.channel = channel;
    }

    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public void flush() {
        if (draining.compareAndSet(false, true)) {
            drain();
        }
    }

    /** While this thread drains, nobody else sends: so it is behind all that was taken out of the queue before. */
    @Override
    public boolean sendNow(OutboundText packet) {
        if (closing || !draining.compareAndSet(false, true)) {
            return false;
        }
        boolean taken = channel.sendNow(packet);
        if (stayDraining(false)) {
            drain();
        }
        return taken;
    }

    /** Answers a probe, around the queue: that one belongs to another transport yet. Probes in a hurry share one. */
    void answerProbe() {
        answerDue.set(true);
        flush();
    }

    @Override
    public void release() {}

    @Override
    public void leave() {}

    @Override
    public void close() {
        closing = true;
        flush();
    }

    @Override
    public void abort() {
        broken = true;
        channel.abort();
    }

    @Override
    public void onText(byte[] buffer, int from, int to) {
        session.inbound().text(this, buffer, from, to);
    }

    @Override
    public void onBinary(byte[] message) {
        session.inbound().binary(this, message);
    }

    @Override
    public void onTooLarge(long bytes) {
        session.inbound().tooLarge(this, bytes);
        session.transportClosed(this, CloseCause.TOO_LARGE);
    }

    @Override
    public void onClose(String reason) {
        session.transportClosed(this, CloseCause.TRANSPORT_CLOSE);
    }

    private void drain() {
        while (true) {
            // Looked at before the queue: what was sent ahead of the close is then found in it.
            boolean ending = closing;
            if (batch.isEmpty()) {
                batch.addAll(session.takeAll(this));
            }
            if (answerDue.getAndSet(false)) {
                if (!send(OutboundPacket.PROBE_ANSWER, 0)) {
                    return;
                }
            } else if (!batch.isEmpty()) {
                OutboundPacket packet = batch.remove();
                if (!send(packet, packet.cost())) {
                    return;
                }
            } else if (!stayDraining(ending)) {
                return;
            }
        }
    }

    /** Nothing waits: lets go of the drain, unless something has come in meanwhile. */
    private boolean stayDraining(boolean ending) {
        if (ending && !closed) {
            closed = true;
            channel.close(NORMAL);
        }
        draining.set(false);
        boolean more = answerDue.get() || session.hasWaiting(this) || (closing && !closed);
        return more && draining.compareAndSet(false, true);
    }

    /** Whether the message is out already; otherwise its report goes on draining. */
    private boolean send(OutboundPacket packet, long cost) {
        Flight flight = new Flight(cost);
        channel.send(packet.binary(), packet.bytes(), flight);
        return flight.landedAlready() && !broken;
    }

    private void breakOff() {
        broken = true;
        batch.clear();
        session.transportClosed(this, CloseCause.TRANSPORT_ERROR);
    }

    /** One message on its way. */
    private final class Flight implements WebSocketChannel.SendDone {
        private final long cost;
        private final AtomicBoolean met = new AtomicBoolean();

        Flight(long cost) {
            this.cost = cost;
        }

        @Override
        public void done(boolean sent) {
            session.written(cost);
            if (!sent) {
                breakOff();
            } else if (met.getAndSet(true)) {
                drain(); // the loop has left: go on from here
            }
        }

        /** Asked once by the loop; of it and the report, whoever comes second goes on. */
        boolean landedAlready() {
            return met.getAndSet(true);
        }
    }
}
