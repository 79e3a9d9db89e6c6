package io.microstream.hub.admin.api;

import io.microstream.hub.admin.AdminJson;
import jakarta.ws.rs.ClientErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of an action, up to a bound. */
final class Body {
    static final int MAX_BYTES = 1_000_000;

    private Body() {}

    static <T> T read(InputStream in, Class<T> shape) throws IOException {
        @Nullable T body = AdminJson.read(text(in), shape);
        if (body == null) {
            throw new jakarta.json.bind.JsonbException("null");
        }
        return body;
    }

    static String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ClientErrorException(413);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
