package io.microstream.hub.admin;

import io.microstream.hub.message.InvalidNameException;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.routing.CloseReason;
import io.microstream.hub.routing.Departure;
import io.microstream.hub.routing.Registration;
import io.microstream.hub.routing.Router;
import io.microstream.hub.routing.ServiceRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** What an operator can do to a service, by whatever tool. Any thread. */
@ApplicationScoped
public class ServiceActions {
    private final ServiceRegistry registry;
    private final Router router;
    private final HubControl control;

    @Inject
    public ServiceActions(ServiceRegistry registry, Router router, HubControl control) {
        this.registry = registry;
        this.router = router;
        this.control = control;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected ServiceActions() {
        this(null, null, null);
    }

    /** The name as the hub would take it from a service; empty if it would not. */
    public Optional<ServiceName> name(String text) {
        try {
            return Optional.of(ServiceName.of(text, control.maxNameLength()));
        } catch (InvalidNameException noName) {
            return Optional.empty();
        }
    }

    /** Closes a service's connection; an unmodified client is back in a second. False where there is none. */
    public boolean disconnect(ServiceName name) {
        Optional<Registration> service = registry.owner(name);
        service.ifPresent(present -> {
            router.leave(present.connection(), Departure.DISCONNECTED);
            present.connection().close(CloseReason.OPERATOR);
        });
        return service.isPresent();
    }

    /** Lets nobody have this name until it is unblocked or the hub restarts; false when too many names are blocked. */
    public boolean block(ServiceName name, String by) {
        if (!registry.blocked().block(name, by)) {
            return false;
        }
        disconnect(name);
        return true;
    }

    /** Lets the name be had again; false where it was not blocked. */
    public boolean unblock(ServiceName name) {
        return registry.blocked().unblock(name);
    }
}
