package io.microstream.hub.websocket.frames;

import java.time.Duration;

/** Runs something later; filled by whoever has timers. */
@FunctionalInterface
public interface Later {
    /**
     * Runs {@code action} once after the delay. It must not block.
     *
     * @return what cancels it, so that nothing is kept for a connection that is gone
     */
    Runnable after(Duration delay, Runnable action);
}
