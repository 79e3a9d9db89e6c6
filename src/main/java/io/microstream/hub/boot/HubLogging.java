package io.microstream.hub.boot;

import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The hub's own log. In the uber-jar it writes its own lines to the standard output; in a server that a team runs, the
 * server's configuration decides which lines there are, where they go and how they look, unless {@code LOG_LEVEL} is set.
 */
final class HubLogging {
    /** Kept here, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger ROOT_OF_HUB = Logger.getLogger("io.microstream.hub");

    private static final Map<String, Level> LEVELS = Map.of(
            "debug", Level.FINE,
            "info", Level.INFO,
            "warn", Level.WARNING,
            "error", Level.SEVERE,
            "silent", Level.OFF);

    private static final List<String> MOST_FIRST = List.of("debug", "info", "warn", "error");

    private HubLogging() {}

    /** The level in use, as in {@code LOG_LEVEL}. */
    static String level() {
        return MOST_FIRST.stream()
                .filter(level -> ROOT_OF_HUB.isLoggable(LEVELS.getOrDefault(level, Level.OFF)))
                .findFirst()
                .orElse("silent");
    }

    /** Changes the level; false where there is no such one. */
    static boolean change(String level) {
        if (!LEVELS.containsKey(level)) {
            return false;
        }
        ROOT_OF_HUB.setLevel(LEVELS.get(level));
        return true;
    }

    /** @param level as in {@code LOG_LEVEL}; {@code server} leaves it as the server has it, in the uber-jar at info */
    static void start(String level) {
        if (LEVELS.containsKey(level)) {
            ROOT_OF_HUB.setLevel(LEVELS.get(level));
        }
        if (HubParts.isUberJar()) {
            if (ROOT_OF_HUB.getLevel() == null) {
                ROOT_OF_HUB.setLevel(Level.INFO);
            }
            stop();
            ROOT_OF_HUB.setUseParentHandlers(false);
            ROOT_OF_HUB.addHandler(new ConsoleLog());
        }
    }

    /** Takes our handler off again, so that no class of the deployment stays behind in the server. */
    static void stop() {
        for (Handler handler : ROOT_OF_HUB.getHandlers()) {
            if (handler.getClass().getName().equals(ConsoleLog.class.getName())) {
                ROOT_OF_HUB.removeHandler(handler);
                ROOT_OF_HUB.setUseParentHandlers(true);
            }
        }
    }
}
