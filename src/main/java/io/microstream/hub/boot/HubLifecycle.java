package io.microstream.hub.boot;

import io.microstream.hub.engineio.EngineSessions;
import io.microstream.hub.routing.EvictionSweep;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.time.HubClock;
import io.microstream.hub.time.HubTimers;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts the hub with its deployment, lets its time flow, and stops it.
 *
 * <p>The EJB timer drives what may take a second: eviction of the silent, expiry. What is finer (pings, probes,
 * upgrades) is one periodic task on the container's scheduled executor. Neither may block, and neither dies of a
 * failure: Payara expunges a timer that fails repeatedly.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class HubLifecycle {
    private static final Logger LOGGER = System.getLogger(HubLifecycle.class.getName());
    private static final long FINE_TICK_MILLIS = 20;

    @Inject
    private HubSettings settings;

    @Inject
    private HubClock clock;

    @Inject
    private HubTimers timers;

    @Inject
    private ServiceRegistry registry;

    @Inject
    private EngineSessions sessions;

    @Inject
    private EvictionSweep sweep;

    @Inject
    private HubAnnouncement announcement;

    @Resource
    private ManagedScheduledExecutorService executor;

    private @Nullable ScheduledFuture<?> fineTick;

    @PostConstruct
    void start() {
        HubLogging.start(settings.logLevel());
        // With a fixed rate the executor would fire once for each tick that a sleep of the process has swallowed.
        fineTick = executor.scheduleWithFixedDelay(
                this::fineTick, FINE_TICK_MILLIS, FINE_TICK_MILLIS, TimeUnit.MILLISECONDS);
        announcement.started();
    }

    /** Every second. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void everySecond() {
        guarded(() -> clock.tick(System.nanoTime()));
        guarded(sweep::run);
    }

    @PreDestroy
    void stop() {
        registry.stopAdmitting("the hub stops");
        sessions.stopAdmitting();
        sessions.all().forEach(session -> session.close(io.microstream.hub.engineio.CloseCause.SHUTDOWN));
        if (fineTick != null) {
            fineTick.cancel(false);
        }
        announcement.stopped();
        HubLogging.stop();
    }

    private void fineTick() {
        guarded(() -> clock.tick(System.nanoTime()));
        guarded(timers::runDue);
        guarded(registry::settleContests);
    }

    private static void guarded(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException | Error failure) { // whatever leaves here ends the periodic task for good
            LOGGER.log(Level.ERROR, "A job of the hub's timers failed.", failure);
        }
    }
}
