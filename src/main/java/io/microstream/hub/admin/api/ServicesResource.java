package io.microstream.hub.admin.api;

import io.microstream.hub.admin.AdminJson;
import io.microstream.hub.admin.ServiceActions;
import io.microstream.hub.admin.snapshot.Snapshot;
import io.microstream.hub.admin.snapshot.SnapshotFeed;
import io.microstream.hub.message.ServiceName;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.util.Optional;
import java.util.function.Function;

/** The services, one by one. */
@Path("services")
@RequestScoped
@Produces(Answer.JSON)
public class ServicesResource {
    @Inject
    private SnapshotFeed feed;

    @Inject
    private DetailsOfService details;

    @Inject
    private ServiceActions actions;

    @GET
    public Response services() {
        return Answer.of(feed.snapshot().services());
    }

    @GET
    @Path("{name}")
    public Response service(@PathParam("name") String name) {
        Snapshot snapshot = feed.snapshot();
        return snapshot.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .map(service -> Answer.ofJson(json(service, details.of(name, snapshot))))
                .orElseGet(() -> Answer.notFound("No service of this name is here, or was within the last hour."));
    }

    /** The row and the details as one object. */
    private static String json(Snapshot.Service row, ServiceDetails rest) {
        return Json.createObjectBuilder(object(row))
                .addAll(Json.createObjectBuilder(object(rest)))
                .build()
                .toString();
    }

    private static JsonObject object(Object shape) {
        try (JsonReader reader = Json.createReader(new StringReader(AdminJson.text(shape)))) {
            return reader.readObject();
        }
    }

    @POST
    @Path("{name}/disconnect")
    public Response disconnect(@PathParam("name") String name) {
        return withName(
                name,
                checked -> actions.disconnect(checked)
                        ? Answer.done()
                        : Answer.notFound("No service of this name is connected."));
    }

    @POST
    @Path("{name}/block")
    public Response block(@PathParam("name") String name, @Context HttpServletRequest request) {
        String by = HubResource.role(request).user();
        return withName(
                name,
                checked -> actions.block(checked, by)
                        ? Answer.done()
                        : Answer.problem(409, "Conflict", "Too many names are blocked."));
    }

    @DELETE
    @Path("{name}/block")
    public Response unblock(@PathParam("name") String name) {
        return withName(
                name,
                checked -> actions.unblock(checked) ? Answer.done() : Answer.notFound("The name is not blocked."));
    }

    private Response withName(String name, Function<ServiceName, Response> action) {
        Optional<ServiceName> checked = actions.name(name);
        return checked.map(action).orElseGet(() -> Answer.badRequest("No service can have this name."));
    }
}
