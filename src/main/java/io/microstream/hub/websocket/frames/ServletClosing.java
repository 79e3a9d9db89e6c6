package io.microstream.hub.websocket.frames;

import jakarta.servlet.http.WebConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The close of a connection, in which a server may wait for the peer. Lets go of the connection as soon as it has been
 * done, since the time-out that may interrupt it is kept longer.
 */
final class ServletClosing {
    private static final Logger LOGGER = System.getLogger(ServletClosing.class.getName());

    private volatile @Nullable WebConnection connection;
    private volatile @Nullable Future<?> running;

    ServletClosing(WebConnection connection) {
        this.connection = connection;
    }

    /** Closes on a thread that may block; once. */
    void by(ExecutorService elsewhere) {
        running = elsewhere.submit(this::close);
        if (connection == null) {
            running = null; // it was done before
        }
    }

    /** Closes on this thread. */
    void close() {
        WebConnection toClose = connection;
        try {
            if (toClose != null) {
                toClose.close();
            }
        } catch (Exception peerGone) { // AutoCloseable; Payara throws NullPointerException too
            LOGGER.log(Level.DEBUG, "A connection would not close.", peerGone);
        } finally {
            connection = null;
            running = null;
        }
    }

    /** Frees the thread if it still waits. */
    void interrupt() {
        Future<?> waiting = running;
        if (waiting != null) {
            waiting.cancel(true);
        }
    }
}
