package io.microstream.hub.routing;

import io.microstream.hub.time.Deadline;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one open question about a name: does its owner still live? The newcomers wait for it in the order they came.
 *
 * <p>Part of the state of {@link ServiceRegistry}, guarded by its lock. Calls nobody but {@code remoteAddress()}.
 */
final class NameContest {
    /** Newcomers that may wait for one name; the next ones are to try again. */
    static final int MAX_NEWCOMERS = 16;

    private final Registration owner;
    private final Deadline end;
    private final Set<Connection> newcomers = new LinkedHashSet<>();

    /** @param end until when the owner may show life */
    NameContest(Registration owner, Deadline end) {
        this.owner = owner;
        this.end = end;
    }

    Registration owner() {
        return owner;
    }

    Deadline end() {
        return end;
    }

    /** Lets a newcomer wait; false when too many do. */
    boolean join(Connection newcomer) {
        return newcomers.size() < MAX_NEWCOMERS && newcomers.add(newcomer);
    }

    /** Forgets a newcomer that has gone; false when nobody waits any more. */
    boolean forget(Connection newcomer) {
        newcomers.remove(newcomer);
        return !newcomers.isEmpty();
    }

    /** Who waits, first come first. */
    List<Connection> newcomers() {
        return List.copyOf(newcomers);
    }

    /**
     * The newcomer that may have the name of an owner that showed no life: the first that comes from the owner's own
     * address, which is most likely the same service over a new connection; from anywhere, if the owner has been
     * silent for long. Behind a proxy all addresses look alike and prove nothing.
     */
    Optional<Connection> successor(long nowNanos, Duration takeoverSilence) {
        boolean silentForLong = nowNanos - owner.lastHeardNanos() >= takeoverSilence.toNanos();
        return newcomers.stream()
                .filter(newcomer -> silentForLong || comesFromTheOwnersAddress(newcomer))
                .findFirst();
    }

    private boolean comesFromTheOwnersAddress(Connection newcomer) {
        Connection old = owner.connection();
        return old.hasOwnAddress()
                && newcomer.hasOwnAddress()
                && newcomer.remoteAddress().equals(old.remoteAddress());
    }
}
