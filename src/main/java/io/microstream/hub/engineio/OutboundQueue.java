package io.microstream.hub.engineio;

import java.util.ArrayList;
import java.util.List;

/**
 * What waits for one peer, counted in bytes until it is written. Belongs to the session, so it outlives the change
 * from polling to WebSocket. Guarded by the session's lock.
 */
final class OutboundQueue {
    private final long limitBytes;
    private List<OutboundPacket> waiting = new ArrayList<>(0);
    private long bytes;

    OutboundQueue(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Adds all or nothing; false when they do not fit. A message that comes to an empty queue always fits. */
    boolean offer(List<OutboundPacket> packets) {
        long cost = 0;
        for (OutboundPacket packet : packets) {
            cost += packet.cost();
        }
        if (bytes > 0 && bytes + cost > limitBytes) {
            return false;
        }
        waiting.addAll(packets);
        bytes += cost;
        return true;
    }

    /** Adds one of Engine.IO's own packets; they are few and always fit. */
    void add(OutboundPacket packet) {
        waiting.add(packet);
        bytes += packet.cost();
    }

    /** Hands over all that waits; its bytes count until they are {@link #written}. */
    List<OutboundPacket> takeAll() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<OutboundPacket> taken = waiting;
        waiting = new ArrayList<>(0);
        return taken;
    }

    void written(long cost) {
        bytes -= cost;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Bytes that wait here or in the transport. */
    long bytes() {
        return bytes;
    }

    void clear() {
        waiting = new ArrayList<>(0);
    }
}
