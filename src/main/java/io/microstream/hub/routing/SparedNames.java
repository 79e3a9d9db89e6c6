package io.microstream.hub.routing;

import io.microstream.hub.time.Deadline;
import io.microstream.hub.time.HubClock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names that were lost of late for silence, to a take-over or by eviction. Who lost such a name may have been busy,
 * not dead, and is not to be killed when it comes back.
 *
 * <p>Part of the state of {@link ServiceRegistry}, guarded by its lock.
 */
final class SparedNames {
    /** For how long a loss is recent. */
    static final Duration RECENT = Duration.ofSeconds(60);

    /** Names that are remembered; beyond it the oldest are forgotten. */
    static final int MAX_NAMES = 10_000;

    private final HubClock clock;
    private final Map<String, Deadline> ends = new LinkedHashMap<>(); // in the order in which they end

    SparedNames(HubClock clock) {
        this.clock = clock;
    }

    void remember(String name) {
        forgetOld();
        ends.remove(name);
        ends.put(name, clock.in(RECENT));
    }

    boolean include(String name) {
        Deadline end = ends.get(name);
        return end != null && !end.passed(clock);
    }

    private void forgetOld() {
        Iterator<Deadline> oldestFirst = ends.values().iterator();
        while (oldestFirst.hasNext()) {
            if (!oldestFirst.next().passed(clock) && ends.size() < MAX_NAMES) {
                return;
            }
            oldestFirst.remove();
        }
    }
}
