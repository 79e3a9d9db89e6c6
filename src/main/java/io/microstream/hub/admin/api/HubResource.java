package io.microstream.hub.admin.api;

import io.microstream.hub.admin.HubControl;
import io.microstream.hub.admin.access.AdminDoor;
import io.microstream.hub.admin.access.Role;
import io.microstream.hub.admin.snapshot.SnapshotFeed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The hub as a whole: what it shows, and what can be asked of it. */
@Path("/")
@RequestScoped
@Produces(Answer.JSON)
public class HubResource {
    /** Who is logged in. */
    public record Session(String user, String role) {}

    /** The log level that is wanted. */
    public record LogLevel(@Nullable String level) {}

    @Inject
    private SnapshotFeed feed;

    @Inject
    private HubControl control;

    @GET
    @Path("session")
    public Response session(@Context HttpServletRequest request) {
        Role role = role(request);
        return Answer.of(new Session(role.user(), role.user()));
    }

    /** Who acts; the door lets nobody in without. */
    static Role role(HttpServletRequest request) {
        return (Role) request.getAttribute(AdminDoor.ROLE);
    }

    @GET
    @Path("snapshot")
    public Response snapshot() {
        return Answer.ofJson(feed.json());
    }

    @GET
    @Path("calls")
    public Response calls() {
        return Answer.of(feed.snapshot().calls());
    }

    @GET
    @Path("attention")
    public Response attention() {
        return Answer.of(feed.snapshot().attention());
    }

    @GET
    @Path("openapi.json")
    public Response openApi() throws IOException {
        try (InputStream document = HubResource.class.getResourceAsStream("openapi.json")) {
            return document == null
                    ? Answer.notFound("The build has left it out.")
                    : Answer.ofJson(new String(document.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @POST
    @Path("drain")
    public Response drain() {
        control.drain();
        return Response.accepted().build();
    }

    @POST
    @Path("log-level")
    public Response logLevel(InputStream body) throws IOException {
        String level = Body.read(body, LogLevel.class).level();
        return level != null && control.logLevel(level)
                ? Answer.done()
                : Answer.badRequest("A level is one of debug, info, warn, error, silent.");
    }
}
