package io.microstream.hub.engineio.polling;

import io.microstream.hub.engineio.EngineSession;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has the peer of a poll watched that waits for longer than others: a busy session answers its polls sooner, and to watch
 * each would cost it more than the answer does. It looks a few times a second, however many polls come by.
 *
 * <p>Any thread; may be called under the lock of whoever owns the poll, and calls that owner under none of its own.
 */
final class PollWatcher {
    private static final Duration LOOK_AFTER = Duration.ofMillis(200);

    private final EngineSession session;
    private final Supplier<@Nullable AsyncAnswer> waiting;
    private final AtomicBoolean looking = new AtomicBoolean();

    /** @param waiting the poll that waits at the moment */
    PollWatcher(EngineSession session, Supplier<@Nullable AsyncAnswer> waiting) {
        this.session = session;
        this.waiting = waiting;
    }

    /** This poll waits now. */
    void waits(AsyncAnswer poll) {
        if (looking.compareAndSet(false, true)) {
            session.later(LOOK_AFTER, () -> look(poll));
        }
    }

    private void look(AsyncAnswer poll) {
        looking.set(false); // before it is asked what waits: a poll that comes later begins a look of its own
        AsyncAnswer now = waiting.get();
        if (now == poll) {
            poll.watchPeer();
        } else if (now != null) {
            waits(now);
        }
    }
}
