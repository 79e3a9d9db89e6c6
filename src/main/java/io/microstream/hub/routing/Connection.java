package io.microstream.hub.routing;

import io.microstream.hub.message.Delivery;

/**
 * A service's connection as routing sees it. Every method may be called from any thread, never blocks, never throws.
 *
 * <p>Routing calls these with no lock of its own held, and compares connections by identity.
 */
public interface Connection {
    /** Public, unique id for logs and the console: the Socket.IO sid. */
    String id();

    /** The peer's address without its port, as text; two connections of one host have the same. */
    String remoteAddress();

    /** Whether the address is the peer's own, and not that of a proxy which all its clients share. */
    boolean hasOwnAddress();

    /**
     * The name is the service's from now on: answers CONNECT. Called at most once, not after {@link #refuse}. A
     * connection that has ended in the meantime calls {@link Router#leave} once more: the call it made when it ended may
     * have come before there was anything to leave.
     *
     * @param answerQueued to be run when the answer is queued and before the peer can have it: from then on others may
     *     send to this service, and their requests come behind the answer
     */
    void welcome(Registration registration, Runnable answerQueued);

    /** The service does not get the name: tells the peer in the way that the refusal asks for, and closes. */
    void refuse(Refusal refusal);

    /** Queues a message for the peer. */
    SendResult send(Delivery message);

    /** Asks the peer for a sign of life; whatever it sends then reaches {@link
     * ServiceRegistry#heardFrom}. */
    void probe();

    /** Closes without Socket.IO DISCONNECT, so that the client comes back. */
    void close(CloseReason reason);

    /** What the console shows of the connection. */
    ConnectionStatus status();

    /** How it came in, for the console. */
    default ConnectionOrigin origin() {
        return ConnectionOrigin.UNKNOWN;
    }
}
