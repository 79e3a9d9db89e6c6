package io.microstream.hub.admin.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Since when each thing has needed attention, and until when it did. Bounded. Guarded by the feed. */
final class AttentionLog {
    /** What the rules find at one moment; the id stays the same as long as it is the same problem. */
    record Finding(String id, String level, @Nullable String service, String text, String next) {}

    /** How long something is still listed when it is over. */
    static final long KEPT_MILLIS = 600_000;

    static final int MAX = 200;
    private static final List<String> WORST_FIRST = List.of("broken", "risk", "know");

    private final Map<String, Snapshot.Attention> entries = new HashMap<>();
    private final Map<String, Long> since = new HashMap<>(); // of all that goes on, be it listed or not

    void update(List<Finding> findings, long nowMillis) {
        for (Finding finding : findings) {
            entries.put(
                    finding.id(),
                    new Snapshot.Attention(
                            finding.id(),
                            finding.level(),
                            finding.service(),
                            finding.text(),
                            finding.next(),
                            since.computeIfAbsent(finding.id(), begins -> nowMillis),
                            null));
        }
        Set<String> found = findings.stream().map(Finding::id).collect(Collectors.toSet());
        since.keySet().retainAll(found);
        entries.replaceAll(
                (id, entry) -> found.contains(id) || entry.overAt() != null ? entry : over(entry, nowMillis));
        entries.values().removeIf(entry -> entry.overAt() != null && nowMillis - entry.overAt() > KEPT_MILLIS);
        if (entries.size() > MAX) {
            entries().stream().skip(MAX).forEach(dropped -> entries.remove(dropped.id()));
        }
    }

    private static Snapshot.Attention over(Snapshot.Attention entry, long nowMillis) {
        return new Snapshot.Attention(
                entry.id(), entry.level(), entry.service(), entry.text(), entry.next(), entry.since(), nowMillis);
    }

    /** What goes on before what is over, the worst first, then the newest. */
    List<Snapshot.Attention> entries() {
        List<Snapshot.Attention> sorted = new ArrayList<>(entries.values());
        sorted.sort(Comparator.comparing((Snapshot.Attention entry) -> entry.overAt() != null)
                .thenComparing(entry -> WORST_FIRST.indexOf(entry.level()))
                .thenComparing(entry -> -entry.since())
                .thenComparing(Snapshot.Attention::id));
        return sorted;
    }
}
