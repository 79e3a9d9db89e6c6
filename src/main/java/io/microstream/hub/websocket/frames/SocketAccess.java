package io.microstream.hub.websocket.frames;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Consumer;

/** Gets from a request down to the socket that it came over. One implementation for each server that lets us. */
interface SocketAccess {
    /** Why it cannot be had on this server, in words for the log; empty if all that is needed was found. */
    Optional<String> obstacle();

    /**
     * The socket of a request that is about to be upgraded.
     *
     * @throws ReflectiveOperationException if this request is not what was expected
     */
    Socket socketOf(HttpServletRequest request) throws ReflectiveOperationException;

    /** A socket that belongs to the server until it is {@link #takeOver taken over}. */
    interface Socket {
        /** From now on the server neither reads nor writes; non-blocking, and ours to close by {@code server}. */
        SocketChannel takeOver();

        /**
         * Nobody on this connection ever blocks: the thread that finds it readable may serve it too. A wish; the executable
         * jar grants it.
         *
         * @param rounds told in that thread before the first of the connections that were found readable together is
         *     served, and with {@code false} after the last
         */
        void serveWhereSelected(Consumer<Boolean> rounds);

        /** So much may the server keep for a peer that does not read before it says that it takes no more. */
        void limitUnsent(int bytes);

        /** Ends the connection at once: what the peer has not read yet is lost, and it sees a reset. */
        void reset() throws IOException;

        /** Ends the connection for the server too, so that it forgets it. */
        Closeable server();
    }
}
