package io.microstream.client;

import java.util.Optional;

/** Hears how a client stands with its hub. */
@FunctionalInterface
public interface StateListener {
    /**
     * The state has changed. Called in order, one change after the other, on the client's executor.
     *
     * @param cause why, for {@link ConnectionState#OFFLINE} and {@link ConnectionState#REFUSED}
     * @param state the new state
     */
    void changed(ConnectionState state, Optional<Exception> cause);
}
