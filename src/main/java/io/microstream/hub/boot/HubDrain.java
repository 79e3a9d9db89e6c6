package io.microstream.hub.boot;

import io.microstream.hub.engineio.CloseCause;
import io.microstream.hub.engineio.EngineSession;
import io.microstream.hub.engineio.EngineSessions;
import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.Router;
import io.microstream.hub.routing.ServiceRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Stops the hub's work in an orderly way: readiness goes down, newcomers are sent away, pending requests may finish, and
 * then connections are closed, without Socket.IO DISCONNECT, so that their clients look for the next hub.
 */
@ApplicationScoped
public class HubDrain {
    private static final Logger LOGGER = System.getLogger(HubDrain.class.getName());

    /** Closed together; their clients come back at random moments, but not all in one. */
    private static final int LOT = 100;

    private static final Duration BETWEEN_LOTS = Duration.ofMillis(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** For what was sent last to leave the queues. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final HubSettings settings;
    private final Vitals vitals;
    private final ServiceRegistry registry;
    private final PendingRequests pending;
    private final Router router;
    private final EngineSessions sessions;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Optional<Instant> endsAt = Optional.empty();

    @Inject
    HubDrain(
            HubSettings settings,
            Vitals vitals,
            ServiceRegistry registry,
            PendingRequests pending,
            Router router,
            EngineSessions sessions) {
        this.settings = settings;
        this.vitals = vitals;
        this.registry = registry;
        this.pending = pending;
        this.router = router;
        this.sessions = sessions;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected HubDrain() {
        this.settings = null;
        this.vitals = null;
        this.registry = null;
        this.pending = null;
        this.router = null;
        this.sessions = null;
    }

    /**
     * Drains once; blocks the thread that stops the application, for {@code MICROSTREAM_DRAIN} and a little at most. Who
     * comes second waits for the end of it, too.
     */
    void drain() {
        if (!begun.compareAndSet(false, true)) {
            awaitEnd();
            return;
        }
        try {
            drainNow();
        } finally {
            over.countDown();
        }
    }

    private void awaitEnd() {
        try {
            over.await(settings.drain().plus(LAST_WORDS.multipliedBy(2)).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void drainNow() {
        endsAt = Optional.of(Instant.now().plus(settings.drain()));
        vitals.drain();
        registry.stopAdmitting("the hub stops");
        sessions.stopAdmitting();
        if (pending.count() > 0) {
            LOGGER.log(Level.INFO, () -> "Draining: pending=" + pending.count() + " for at most " + settings.drain());
        }
        await(() -> pending.count() == 0, settings.drain());
        long unanswered = pending.count();
        router.failUnanswered();
        int open = sessions.size();
        closeInLots();
        await(() -> sessions.size() == 0, LAST_WORDS);
        sessions.all().forEach(session -> session.abort(CloseCause.SHUTDOWN));
        LOGGER.log(Level.INFO, () -> "Drained: connections=" + open + " unanswered=" + unanswered);
    }

    /** Until when pending requests may take; empty before the drain. */
    Optional<Instant> endsAt() {
        return endsAt;
    }

    private void closeInLots() {
        List<EngineSession> open = sessions.all();
        for (int i = 0; i < open.size(); i++) {
            open.get(i).close(CloseCause.SHUTDOWN);
            if (i % LOT == LOT - 1) {
                LockSupport.parkNanos(BETWEEN_LOTS.toNanos());
            }
        }
    }

    private static void await(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean() && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
