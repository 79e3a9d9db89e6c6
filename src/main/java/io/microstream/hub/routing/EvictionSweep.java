package io.microstream.hub.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * What the hub does every second: fails requests whose time is up, and closes services that are silent for too long.
 *
 * <p>Owns no state. It costs what is due.
 */
@ApplicationScoped
public class EvictionSweep {
    private static final System.Logger LOGGER = System.getLogger(EvictionSweep.class.getName());

    private final ServiceRegistry registry;
    private final Router router;
    private final HubCounters counters;

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected EvictionSweep() {
        this(null, null, null);
    }

    @Inject
    public EvictionSweep(ServiceRegistry registry, Router router, HubCounters counters) {
        this.registry = registry;
        this.router = router;
        this.counters = counters;
    }

    /** Does each job; one that fails is logged and does not keep the others from being done. Never throws. */
    public void run() {
        // Outcomes first: an asker that is evicted by the same sweep is told before it is closed.
        attempt("fail requests to lost services", router::failLost);
        attempt("fail expired requests", router::failExpired);
        attempt("evict silent services", this::evictSilent);
    }

    private void evictSilent() {
        for (Registration silent : registry.silentServices()) {
            attempt("evict " + silent, () -> evict(silent));
        }
    }

    private void evict(Registration silent) {
        LOGGER.log(Level.INFO, () -> "Evicted, silent for too long: " + silent);
        counters.count(HubEvent.SERVICE_EVICTED);
        router.leave(silent.connection(), Departure.EVICTED);
        silent.connection().close(CloseReason.SILENT);
    }

    private static void attempt(String job, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failure) { // whatever it is: a container stops a timer that keeps failing
            LOGGER.log(Level.ERROR, "Failed to " + job, failure);
        }
    }
}
