package io.microstream.hub.message;

import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.RawJson;
import java.util.Optional;

/**
 * Whom a request is for: the envelope's {@code targetService}, which may be any JSON value or {@link RawJson#ABSENT}.
 * Only a string can name a service.
 */
public record TargetService(RawJson raw) {
    /** The name that is asked for, unescaped; empty where the value is no string. */
    public Optional<String> name() {
        return raw.isString() ? Optional.of(JsonStrings.unescape(raw)) : Optional.empty();
    }
}
