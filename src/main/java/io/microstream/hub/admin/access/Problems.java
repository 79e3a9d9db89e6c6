package io.microstream.hub.admin.access;

import io.microstream.hub.json.JsonWriter;
import io.microstream.hub.json.RawJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Errors as RFC 9457 has them: {@code application/problem+json}. */
public final class Problems {
    /** Its media type. */
    public static final String TYPE = "application/problem+json";

    private Problems() {}

    /** A problem document. */
    public static RawJson document(int status, String title, String detail) {
        return new JsonWriter()
                .beginObject()
                .name("type")
                .value("about:blank")
                .name("title")
                .value(title)
                .name("status")
                .value(status)
                .name("detail")
                .value(detail)
                .endObject()
                .toRawJson();
    }

    static void write(HttpServletResponse response, int status, String title, String detail) throws IOException {
        byte[] body = document(status, title, detail).text().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
