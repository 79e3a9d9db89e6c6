package io.microstream.client.internal;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The socket that a client has at the moment, so that it can be closed while it still connects. Any thread. */
public final class OpenSocket {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Closeable socket;
    private boolean closed;

    /** Holds none yet. */
    public OpenSocket() {}

    /** Holds this socket from now on; after {@link #close} it is closed at once. */
    void holds(Closeable next) throws IOException {
        lock.lock();
        try {
            socket = next;
            if (closed) {
                throw new IOException("the client is closed");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes the socket, and every one that is held afterwards. */
    public void close() {
        Closeable open;
        lock.lock();
        try {
            closed = true;
            open = socket;
        } finally {
            lock.unlock();
        }
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }
}
