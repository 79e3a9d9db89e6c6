package io.microstream.hub.admin.api;

import io.microstream.hub.admin.AdminJson;
import io.microstream.hub.admin.access.Problems;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** What the API answers. The JSON is written by us, so that it is the same whichever provider a server brings. */
final class Answer {
    static final String JSON = MediaType.APPLICATION_JSON;

    private Answer() {}

    static Response of(Object shape) {
        return ofJson(AdminJson.text(shape));
    }

    static Response ofJson(String json) {
        return Response.ok(json.getBytes(StandardCharsets.UTF_8), JSON).build();
    }

    static Response done() {
        return Response.noContent().build();
    }

    static Response problem(int status, String title, String detail) {
        byte[] body = Problems.document(status, title, detail).text().getBytes(StandardCharsets.UTF_8);
        return Response.status(status).type(Problems.TYPE).entity(body).build();
    }

    static Response notFound(String detail) {
        return problem(404, "Not Found", detail);
    }

    static Response badRequest(String detail) {
        return problem(400, "Bad Request", detail);
    }
}
