package io.microstream.hub.routing;

import io.microstream.hub.message.ErrorCode;

/**
 * Counts and tells the observer what never becomes a message or a registration: handshakes that are turned away, and
 * bytes that break the protocol. Owns nothing. Any thread.
 */
public final class Outsiders {
    private final HubCounters counters;
    private final HubObserver observer;

    public Outsiders(HubCounters counters, HubObserver observer) {
        this.counters = counters;
        this.observer = observer;
    }

    /** A sound handshake found no room and is to try again; the name is that which it asked for, or empty. */
    public void turnedAway(String name, String address, String obstacle) {
        counters.count(HubEvent.NEWCOMER_SENT_AWAY);
        observer.turnedAway(name, address, obstacle);
    }

    /** A handshake that breaks the protocol was refused with these words. */
    public void badHandshake(String name, String address, String words) {
        counters.count(HubEvent.HANDSHAKE_MALFORMED);
        observer.turnedAway(name, address, words);
    }

    /** A connection gave no name that it could have. */
    public void badName(String name, String address, ErrorCode code) {
        counters.count(HubEvent.NEWCOMER_REFUSED);
        observer.turnedAway(name, address, code.name());
    }

    /** A request in an open session, or in one that there is not, was refused. */
    public void badRequest() {
        counters.count(HubEvent.SESSION_MISUSED);
    }

    /** A packet that cannot be read has cost its sender the connection. */
    public void badPacket() {
        counters.count(HubEvent.PACKET_MALFORMED);
    }

    /** A message was longer than the limit. */
    public void tooLarge() {
        counters.count(HubEvent.MESSAGE_TOO_LARGE);
    }
}
