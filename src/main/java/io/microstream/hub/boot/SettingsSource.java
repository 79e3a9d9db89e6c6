package io.microstream.hub.boot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the text of a setting comes from: MicroProfile Config on a server that has it, otherwise system properties and
 * environment variables, which are what most people use of it.
 */
final class SettingsSource {
    private static final Logger LOGGER = System.getLogger(SettingsSource.class.getName());

    private SettingsSource() {}

    /** Gives the value of a property, such as {@code microstream.ping.interval}. */
    static Function<String, Optional<String>> ofThisServer() {
        try {
            return MicroProfileSettings.source();
        } catch (LinkageError | IllegalStateException absent) {
            LOGGER.log(
                    Level.INFO,
                    "This server has no MicroProfile Config: settings come from system properties and the environment.");
            LOGGER.log(Level.DEBUG, "What MicroProfile Config said.", absent);
            return ProcessSettings::read;
        }
    }
}
