package io.microstream.client.testing;

import java.time.Duration;
import java.util.List;

/** The threads of this JVM. */
public final class Threads {
    /** The client waits for its threads, but not without end: on a busy machine they may outlast that a little. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Threads() {}

    /** The names of those that begin so. */
    public static List<String> named(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /** The names of those that begin so and do not end soon. */
    public static List<String> leftOf(String prefix) {
        Eventually.holds(PATIENCE, () -> named(prefix).isEmpty());
        return named(prefix);
    }
}
