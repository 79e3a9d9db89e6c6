package io.microstream.hub.boot;

import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Settings by MicroProfile Config. The one class that names it: on a server without it, loading this class fails. */
final class MicroProfileSettings {
    private MicroProfileSettings() {}

    /** @throws IllegalStateException if the server has the interface, but nobody fills it */
    static Function<String, Optional<String>> source() {
        Config config = ConfigProvider.getConfig();
        return property -> config.getOptionalValue(property, String.class);
    }
}
