package io.microstream.hub.admin;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;

/** JSON-B for what has a shape: the records of the console and its API. Unknown values stand as {@code null}. */
public final class AdminJson {
    /** Made when it is first needed, since making it takes a while. */
    private static final class Lazy {
        static final Jsonb JSONB = JsonbBuilder.newBuilder()
                .withConfig(new JsonbConfig().withNullValues(true))
                .build();
    }

    private AdminJson() {}

    /** The JSON of a record. */
    public static String text(Object shape) {
        return Lazy.JSONB.toJson(shape);
    }

    /**
     * Reads a record.
     *
     * @throws JsonbException if it is no JSON, or of another shape
     */
    public static <T> T read(String json, Class<T> shape) {
        return Lazy.JSONB.fromJson(json, shape);
    }
}
