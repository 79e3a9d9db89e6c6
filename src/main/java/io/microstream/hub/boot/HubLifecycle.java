package io.microstream.hub.boot;

import io.microstream.hub.admin.HubManagement;
import io.microstream.hub.admin.ServiceManagement;
import io.microstream.hub.admin.snapshot.SnapshotFeed;
import io.microstream.hub.routing.EvictionSweep;
import io.microstream.hub.routing.Router;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.time.HubClock;
import io.microstream.hub.time.HubTimers;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;

/**
 * Starts the hub with its deployment, lets its time flow, and stops it.
 *
 * <p>The EJB timer ({@link HubTimer}) drives what may take a second: eviction of the silent, expiry. Where the server has
 * no EJBs, the thread from the container does that too, on which runs what is finer: pings, probes, upgrades, timeouts of
 * requests. Neither may block, and neither dies of a failure.
 */
@ApplicationScoped
public class HubLifecycle {
    private static final Logger LOGGER = System.getLogger(HubLifecycle.class.getName());
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Inject
    private HubSettings settings;

    @Inject
    private HubClock clock;

    @Inject
    private HubTimers timers;

    @Inject
    private ServiceRegistry registry;

    @Inject
    private Router router;

    @Inject
    private EvictionSweep sweep;

    @Inject
    private Vitals vitals;

    @Inject
    private HubDrain drain;

    @Inject
    private HubManagement management;

    @Inject
    private ServiceManagement services;

    @Inject
    private SnapshotFeed feed;

    @Inject
    private HubAnnouncement announcement;

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ManagedExecutorService workers;

    @Inject
    private Lanes lanes;

    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final FineTicks fineTicks = new FineTicks(this::fineTick);
    private volatile boolean timed;
    private long lastSecondNanos; // of the thread that ticks

    /** Starts, and leaves every second to the caller, who goes on to call {@link #everySecond}. */
    void startTimed() {
        timed = true;
        startOnce();
    }

    /** The web module is up. If nobody has started the hub by now, there is no EJB to do it. */
    void startUntimed() {
        if (startOnce()) {
            LOGGER.log(Level.INFO, "This server has no EJB timers: a thread of the hub's looks for silent services.");
        }
    }

    private boolean startOnce() {
        if (!started.compareAndSet(false, true)) {
            return false;
        }
        vitals.begin();
        HubLogging.start(settings.logLevel());
        lastSecondNanos = System.nanoTime();
        fineTicks.start(threads);
        lanes.start(threads, workers);
        manage(management::register);
        announcement.started();
        return true;
    }

    void everySecond() {
        if (stopped.get()) {
            return; // the container gives its timers up a little later
        }
        guarded(() -> clock.tick(System.nanoTime()));
        guarded(sweep::run);
        guarded(feed::everySecond);
        guarded(services::refresh);
    }

    /**
     * Stops once, whoever asks first: {@link WebModuleWatch} while all of the application is still there, or the
     * container that gives up the timer. By then Payara has closed the application's class loader, and whatever needs a
     * class that was not used before fails.
     */
    void stop() {
        if (!stopped.compareAndSet(false, true)) {
            return;
        }
        HubLogging.start(settings.logLevel()); // the JDK takes all handlers off as soon as the process is to end
        guarded(drain::drain);
        guarded(fineTicks::stop);
        guarded(lanes::stop);
        guarded(services::hideAll);
        guarded(() -> manage(management::unregister));
        HubLogging.start(settings.logLevel());
        announcement.stopped();
        HubLogging.stop();
    }

    /** A hub that JMX does not show works all the same. */
    private static void manage(ManagementStep step) {
        try {
            step.run();
        } catch (JMException failure) {
            LOGGER.log(Level.WARNING, "JMX does not show the hub.", failure);
        }
    }

    private interface ManagementStep {
        void run() throws JMException;
    }

    private void fineTick() {
        guarded(() -> clock.tick(System.nanoTime()));
        guarded(timers::runDue);
        guarded(registry::settleContests);
        guarded(router::failOverdue);
        if (!timed && System.nanoTime() - lastSecondNanos >= SECOND_NANOS) {
            lastSecondNanos = System.nanoTime();
            everySecond();
        }
    }

    private static void guarded(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException | Error failure) { // whatever leaves here ends the ticking for good
            LOGGER.log(Level.ERROR, "A job of the hub has failed.", failure);
        }
    }
}
