package io.microstream.hub.traffic;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The names that are or were registered, as far as metrics tell them apart: the first {@value #MAX}. Any thread. */
public final class KnownTargets {
    /** Names that are told apart. */
    public static final int MAX = 1_000;

    private final Set<String> names = ConcurrentHashMap.newKeySet();

    void add(String name) {
        if (names.size() < MAX) {
            names.add(name);
        }
    }

    /** Whether the name was ever registered, as far as that is remembered. */
    public boolean includes(String name) {
        return names.contains(name);
    }

    /** The name, or {@link CallTable#OTHER} for one that is not told apart. */
    public String label(String name) {
        return names.contains(name) ? name : CallTable.OTHER;
    }
}
