package io.microstream.hub.admin;

import io.microstream.hub.routing.Registration;
import io.microstream.hub.time.HubClock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** One service, as JMX shows it. Any thread. */
final class ServiceBean implements ServiceMXBean {
    private static final Logger LOGGER = System.getLogger(ServiceBean.class.getName());

    private final Registration service;
    private final ServiceActions actions;
    private final HubClock clock;

    ServiceBean(Registration service, ServiceActions actions, HubClock clock) {
        this.service = service;
        this.actions = actions;
        this.clock = clock;
    }

    @Override
    public String getName() {
        return service.name().value();
    }

    @Override
    public String getAddress() {
        return service.connection().remoteAddress();
    }

    @Override
    public String getTransport() {
        return service.connection().status().transport();
    }

    @Override
    public long getConnectedAt() {
        return service.since().toEpochMilli();
    }

    @Override
    public long getMillisSinceLastSign() {
        return Math.max(0, (clock.nanos() - service.lastSignOfLifeNanos()) / 1_000_000);
    }

    @Override
    public long getRequestsSent() {
        return service.requestsSent();
    }

    @Override
    public long getRequestsReceived() {
        return service.requestsReceived();
    }

    @Override
    public int getInFlight() {
        return service.unanswered();
    }

    @Override
    public long getBytesWaiting() {
        return service.connection().status().queuedBytes();
    }

    @Override
    public void disconnect() {
        LOGGER.log(Level.INFO, () -> "Audit: action user=jmx action=disconnect " + service);
        actions.disconnect(service.name());
    }

    @Override
    public void block() {
        LOGGER.log(Level.INFO, () -> "Audit: action user=jmx action=block " + service);
        if (!actions.block(service.name(), "jmx")) {
            throw new IllegalStateException("Too many names are blocked.");
        }
    }
}
