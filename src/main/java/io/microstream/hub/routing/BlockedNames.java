package io.microstream.hub.routing;

import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.message.ServiceName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names that an operator has blocked, until they are unblocked or the hub restarts. Whoever asks for one is refused for
 * good: an unmodified client stays mute until its process restarts. Owns their table; bounded. Any thread.
 */
public final class BlockedNames {
    /** How many there can be. */
    public static final int MAX = 1_000;

    static final Refusal REFUSAL =
            new Refusal.Told(ErrorCode.SERVICE_NAME_BLOCKED, "An operator of the hub has blocked this service's name.");

    /** One of them; {@code by} is the operator's user name. */
    public record Blocked(ServiceName name, Instant since, String by) {}

    private final ConcurrentHashMap<String, Blocked> byName = new ConcurrentHashMap<>();

    /** Blocks a name; false when too many are. One that is blocked already stays as it is. */
    public boolean block(ServiceName name, String by) {
        if (byName.size() >= MAX && !byName.containsKey(name.value())) {
            return false;
        }
        byName.putIfAbsent(name.value(), new Blocked(name, Instant.now(), by));
        return true;
    }

    /** Lifts it; false where the name was not blocked. */
    public boolean unblock(ServiceName name) {
        return byName.remove(name.value()) != null;
    }

    /** Whether the name is blocked. Nearly free. */
    public boolean includes(String name) {
        return !byName.isEmpty() && byName.containsKey(name);
    }

    /** All of them at this moment. */
    public Collection<Blocked> all() {
        return List.copyOf(byName.values());
    }
}
