package io.microstream.hub.routing;

import io.microstream.hub.json.*;
import io.microstream.hub.message.*;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;

@ApplicationScoped
public class Router {
    ServiceRegistry registry;
    final Map<RequestId, Registration> pend = new ConcurrentHashMap<>();

    @Inject
    public Router(ServiceRegistry r) {
        registry = r;
    }

    @SuppressWarnings("NullAway")
    protected Router() {}

    public void route(Registration from, HubMessage m) {
        if (m instanceof HubMessage.Request r) {
            var t = r.target().name().flatMap(registry::find);
            if (t.isPresent()) {
                pend.put(r.payload().id().copy(), from);
                t.get().connection().send(new Delivery.Request(r.payload(), RawJson.ABSENT, r.attachments()));
            } else
                from.connection()
                        .send(new Delivery.Answer(
                                r.payload().id().text(),
                                RawJson.of("{\"error\":{\"code\":\"TARGET_SERVICE_NOT_FOUND\"}}"),
                                List.of()));
        } else if (m instanceof HubMessage.Response r) {
            Registration a = pend.remove(r.id());
            if (a != null) a.connection().send(new Delivery.Answer(r.id().text(), r.value(), r.attachments()));
        }
    }

    public void leave(Connection c, Departure d) {
        registry.map.values().removeIf(r -> r.connection() == c);
    }
}
