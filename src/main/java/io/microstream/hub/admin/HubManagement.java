package io.microstream.hub.admin;

import io.microstream.hub.message.ServiceName;
import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.ServiceRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Shows the hub to JMX. Any thread. */
@ApplicationScoped
public class HubManagement implements HubMXBean {
    private static final System.Logger LOGGER = System.getLogger(HubManagement.class.getName());
    private static final String NAME = "io.microstream:type=Hub";

    private final HubVitals vitals;
    private final ServiceRegistry registry;
    private final PendingRequests pending;
    private final HubControl control;
    private final ServiceActions actions;

    @Inject
    public HubManagement(
            HubVitals vitals,
            ServiceRegistry registry,
            PendingRequests pending,
            HubControl control,
            ServiceActions actions) {
        this.control = control;
        this.actions = actions;
        this.vitals = vitals;
        this.registry = registry;
        this.pending = pending;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected HubManagement() {
        this(null, null, null, null, null);
    }

    /** Makes the bean visible; one that an earlier deployment has left is replaced. */
    public void register() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        unregister();
        server.registerMBean(ManagedView.of(this, HubMXBean.class), new ObjectName(NAME));
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

    @Override
    public String[] getBlockedNames() {
        return registry.blocked().all().stream()
                .map(blocked -> blocked.name().value())
                .sorted()
                .toArray(String[]::new);
    }

    @Override
    public String getLogLevel() {
        return control.logLevel();
    }

    @Override
    public void setLogLevel(String level) {
        audit("log-level " + level);
        if (!control.logLevel(level)) {
            throw new IllegalArgumentException("A level is one of debug, info, warn, error, silent.");
        }
    }

    @Override
    public void drain() {
        audit("drain");
        control.drain();
    }

    @Override
    public void blockName(String name) {
        audit("block " + name);
        if (!actions.block(checked(name), "jmx")) {
            throw new IllegalStateException("Too many names are blocked.");
        }
    }

    @Override
    public void unblockName(String name) {
        audit("unblock " + name);
        if (!actions.unblock(checked(name))) {
            throw new IllegalArgumentException("The name is not blocked.");
        }
    }

    private ServiceName checked(String name) {
        return actions.name(name).orElseThrow(() -> new IllegalArgumentException("No service can have this name."));
    }

    private static void audit(String action) {
        LOGGER.log(Level.INFO, () -> "Audit: action user=jmx action=" + action.replaceAll("\\p{Cc}", "?"));
    }
}
