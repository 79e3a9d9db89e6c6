package io.microstream.hub.websocket.frames;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The one time-out of a connection that is about to end. Given up with its link, so that no timer keeps it alive. */
final class CloseTimeout {
    private final Later later;
    private final AtomicReference<@Nullable Runnable> running = new AtomicReference<>();
    private volatile boolean stopped;

    CloseTimeout(Later later) {
        this.later = later;
    }

    /** Runs {@code action} when the time has passed; a time-out that runs already makes room for this one. */
    void start(Duration limit, Runnable action) {
        if (!stopped) {
            replace(later.after(limit, action));
        }
        if (stopped) {
            replace(null);
        }
    }

    /** For good. */
    void stop() {
        stopped = true;
        replace(null);
    }

    private void replace(@Nullable Runnable next) {
        Runnable before = running.getAndSet(next);
        if (before != null) {
            before.run();
        }
    }
}
