package io.microstream.hub.engineio;

import java.util.ArrayList;
import java.util.List;

/**
 * What waits for one peer, counted in bytes until it is written. Belongs to the session, so it outlives the change
 * from polling to WebSocket. Guarded by the session's lock.
 */
final class OutboundQueue {
    private static final List<OutboundPacket> NONE = List.of();

    private final long limitBytes;
    private List<OutboundPacket> waiting = NONE;
    private volatile boolean isEmpty = true;
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
        packets.forEach(this::append);
        bytes += cost;
        return true;
    }

    /** Adds one of Engine.IO's own packets; they are few and always fit. */
    void add(OutboundPacket packet) {
        append(packet);
        bytes += packet.cost();
    }

    private void append(OutboundPacket packet) {
        if (isEmpty) {
            waiting = new ArrayList<>();
        }
        waiting.add(packet);
        isEmpty = false;
    }

    /** Hands over all that waits; its bytes count until they are {@link #written}. */
    List<OutboundPacket> takeAll() {
        List<OutboundPacket> taken = waiting;
        clear();
        return taken;
    }

    void written(long cost) {
        bytes -= cost;
    }

    /** Whether nothing waits here; may be asked without the lock. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** Bytes that wait here or in the transport. */
    long bytes() {
        return bytes;
    }

    void clear() {
        waiting = NONE;
        isEmpty = true;
    }
}
