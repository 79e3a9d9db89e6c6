package io.microstream.hub.admin.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Names its classes, so that no server has to search the archive for them. */
@ApplicationPath("/admin/api")
public final class AdminApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(HubResource.class, ServicesResource.class, RequestsResource.class, ProblemMapper.class);
    }
}
