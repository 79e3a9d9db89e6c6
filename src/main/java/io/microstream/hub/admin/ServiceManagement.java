package io.microstream.hub.admin;

import io.microstream.hub.routing.Registration;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.time.HubClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Shows each service to JMX. Owns which are shown; called by one thread at a time, the hub's timer. */
@ApplicationScoped
public class ServiceManagement {
    /** How many are shown; an MBean server with more is of no use to anybody. */
    static final int MAX = 10_000;

    private static final Logger LOGGER = System.getLogger(ServiceManagement.class.getName());

    private final ServiceRegistry registry;
    private final ServiceActions actions;
    private final HubClock clock;
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Map<Registration, ObjectName> shown = new HashMap<>();

    @Inject
    public ServiceManagement(ServiceRegistry registry, ServiceActions actions, HubClock clock) {
        this.registry = registry;
        this.actions = actions;
        this.clock = clock;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected ServiceManagement() {
        this(null, null, null);
    }

    /** Shows who has come, and hides who has gone. To be called every second. */
    public void refresh() {
        Set<Registration> here = new HashSet<>(registry.registrations());
        shown.entrySet().removeIf(entry -> !here.contains(entry.getKey()) && hide(entry.getValue()));
        for (Registration service : here) {
            if (!shown.containsKey(service) && shown.size() < MAX) {
                show(service);
            }
        }
    }

    /** Hides all: the hub stops. */
    public void hideAll() {
        shown.values().removeIf(this::hide);
    }

    private void show(Registration service) {
        try {
            ObjectName name = new ObjectName("io.microstream:type=Service,name="
                    + ObjectName.quote(service.name().value()));
            hide(name); // one that its predecessor, or an earlier deployment, has left
            server.registerMBean(ManagedView.of(new ServiceBean(service, actions, clock), ServiceMXBean.class), name);
            shown.put(service, name);
        } catch (JMException | RuntimeException failure) {
            LOGGER.log(Level.DEBUG, "JMX does not show a service.", failure);
        }
    }

    private boolean hide(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException notThere) {
            // Then there is nothing to hide.
        } catch (JMException failure) {
            LOGGER.log(Level.DEBUG, "JMX does not forget a service.", failure);
        }
        return true;
    }
}
