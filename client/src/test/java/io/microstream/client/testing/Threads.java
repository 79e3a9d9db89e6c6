package io.microstream.client.testing;

import java.util.List;

/** The threads of this JVM. */
public final class Threads {
    private Threads() {}

    /** The names of those that begin so. */
    public static List<String> named(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
