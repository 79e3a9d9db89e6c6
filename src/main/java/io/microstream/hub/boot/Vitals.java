package io.microstream.hub.boot;

import io.microstream.hub.admin.HubVitals;
import io.microstream.hub.engineio.EngineSessions;
import io.microstream.hub.time.HubClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Fills the port through which {@code admin} sees the hub's parts. */
@ApplicationScoped
public class Vitals implements HubVitals {
    private static final Duration LATE_TICK = Duration.ofSeconds(3);

    private final EngineSessions sessions;
    private final HubClock clock;
    private volatile long beganAtNanos = System.nanoTime();
    private volatile Instant startedAt = Instant.now();
    private volatile boolean draining;

    @Inject
    public Vitals(EngineSessions sessions, HubClock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected Vitals() {
        this.sessions = null;
        this.clock = null;
    }

    /** The hub starts: this bean alone would begin to count when somebody first looks at it. */
    void begin() {
        beganAtNanos = System.nanoTime();
        startedAt = Instant.now();
    }

    void drain() {
        draining = true;
    }

    @Override
    public State state() {
        if (draining) {
            return State.DRAINING;
        }
        return sinceLastTick().compareTo(LATE_TICK) > 0 ? State.DEGRADED : State.RUNNING;
    }

    @Override
    public Duration sinceLastTick() {
        return clock.sinceLastTick(System.nanoTime());
    }

    @Override
    public Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - beganAtNanos);
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public int sessions() {
        return sessions.size();
    }

    @Override
    public int pollingSessions() {
        return sessions.pollingSessions();
    }

    @Override
    public long bytesWaiting() {
        return sessions.queuedBytes();
    }
}
