package io.microstream.hub.boot;

import java.util.Locale;
import java.util.Optional;

/** Settings of this process, as MicroProfile Config reads them by default: system property before environment. */
final class ProcessSettings {
    private ProcessSettings() {}

    /** @param property such as {@code microstream.ping.interval} */
    static Optional<String> read(String property) {
        Optional<String> fromProperty = Optional.ofNullable(System.getProperty(property));
        return fromProperty.isPresent()
                ? fromProperty
                : Optional.ofNullable(
                        System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_')));
    }
}
