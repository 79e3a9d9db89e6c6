package io.microstream.hub.boot;

import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The hub's own log. In the uber-jar it writes its own lines to the standard output; in a server that a team runs, the
 * server's configuration decides where lines go and how they look, and only {@code LOG_LEVEL} counts.
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

    private HubLogging() {}

    /** The level in use, as in {@code LOG_LEVEL}. */
    static String level() {
        Level current = ROOT_OF_HUB.getLevel();
        return LEVELS.entrySet().stream()
                .filter(level -> level.getValue().equals(current))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("info");
    }

    /** Changes the level; false where there is no such one. */
    static boolean change(String level) {
        if (!LEVELS.containsKey(level)) {
            return false;
        }
        ROOT_OF_HUB.setLevel(LEVELS.get(level));
        return true;
    }

    static void start(String level) {
        ROOT_OF_HUB.setLevel(LEVELS.getOrDefault(level, Level.INFO));
        if (HubParts.isUberJar()) {
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
