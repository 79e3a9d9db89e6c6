package io.microstream.hub.admin;

import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.ServiceRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Shows the hub to JMX. Any thread. */
@ApplicationScoped
public class HubManagement implements HubMXBean {
    private static final String NAME = "io.microstream:type=Hub";

    private final HubVitals vitals;
    private final ServiceRegistry registry;
    private final PendingRequests pending;

    @Inject
    public HubManagement(HubVitals vitals, ServiceRegistry registry, PendingRequests pending) {
        this.vitals = vitals;
        this.registry = registry;
        this.pending = pending;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected HubManagement() {
        this.vitals = null;
        this.registry = null;
        this.pending = null;
    }

    /** Makes the bean visible; one that an earlier deployment has left is replaced. */
    public void register() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        unregister();
        server.registerMBean(new javax.management.StandardMBean(this, HubMXBean.class, true), new ObjectName(NAME));
    }

    /** Takes the bean away again. */
    public void unregister() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName(NAME);
        if (server.isRegistered(name)) {
            server.unregisterMBean(name);
        }
    }

    @Override
    public String getVersion() {
        return HubVersion.text();
    }

    @Override
    public String getState() {
        return vitals.state().name();
    }

    @Override
    public long getUptimeMillis() {
        return vitals.uptime().toMillis();
    }

    @Override
    public long getMillisSinceLastTick() {
        return vitals.sinceLastTick().toMillis();
    }

    @Override
    public int getConnections() {
        return registry.registrations().size();
    }

    @Override
    public int getSessions() {
        return vitals.sessions();
    }

    @Override
    public int getPollingSessions() {
        return vitals.pollingSessions();
    }

    @Override
    public int getServices() {
        return registry.registrations().size();
    }

    @Override
    public long getPending() {
        return pending.count();
    }

    @Override
    public long getBytesWaiting() {
        return vitals.bytesWaiting();
    }
}
