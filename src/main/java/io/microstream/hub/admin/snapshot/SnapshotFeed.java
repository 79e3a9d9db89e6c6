package io.microstream.hub.admin.snapshot;

import io.microstream.hub.admin.AdminJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest snapshot, one for all who look, at most a second old; built only when somebody looks. What has to be
 * noticed while nobody does (the lines, what needs attention) moves on every five seconds.
 *
 * <p>Owns the viewers, and under its lock the lines, the attention log and the newest snapshot.
 */
@ApplicationScoped
public class SnapshotFeed {
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(900);
    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(HubLines.STEP_SECONDS) - FRESH_NANOS / 2;

    /** Somebody who looks. Called from the hub's timer: must not block. */
    interface Viewer {
        void show(byte[] event);
    }

    /** How many may look at the same time. */
    static final int MAX_VIEWERS = 200;

    private record Built(Snapshot snapshot, String json, long atNanos) {}

    private final HubSources hub;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final HubLines lines;
    private final AttentionLog attention = new AttentionLog();
    private @Nullable Built newest;
    private long steppedAtNanos = System.nanoTime();

    @Inject
    public SnapshotFeed(HubSources hub) {
        this.hub = hub;
        this.lines = new HubLines(hub.registry(), hub.pending(), hub.counters(), hub.traffic());
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected SnapshotFeed() {
        this.hub = null;
        this.lines = null;
    }

    /** To be called every second. */
    public void everySecond() {
        step();
        if (!viewers.isEmpty()) {
            byte[] event = event();
            viewers.forEach(viewer -> viewer.show(event));
        }
    }

    private void step() {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (now - steppedAtNanos >= STEP_NANOS) {
                steppedAtNanos = now;
                hub.traffic().sample(System.currentTimeMillis());
                lines.step(now);
                new SnapshotBuilder(hub, lines).attend(attention);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The newest snapshot as JSON. */
    public String json() {
        return built().json();
    }

    /** The newest snapshot. */
    public Snapshot snapshot() {
        return built().snapshot();
    }

    private Built built() {
        lock.lock();
        try {
            Built known = newest;
            if (known != null && System.nanoTime() - known.atNanos() < FRESH_NANOS) {
                return known;
            }
            Snapshot snapshot = new SnapshotBuilder(hub, lines).build(attention);
            Built fresh = new Built(snapshot, AdminJson.text(snapshot), System.nanoTime());
            newest = fresh;
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    /** The newest snapshot as a server-sent event. */
    byte[] event() {
        return ("event: snapshot\ndata: " + json() + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Shows it the newest snapshot every second, until {@link #leave}; false when too many look already. */
    boolean join(Viewer viewer) {
        return viewers.size() < MAX_VIEWERS && viewers.add(viewer);
    }

    void leave(Viewer viewer) {
        viewers.remove(viewer);
    }

    /** Who looks at this moment. */
    public int viewers() {
        return viewers.size();
    }
}
