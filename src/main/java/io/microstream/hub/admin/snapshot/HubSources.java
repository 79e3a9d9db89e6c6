package io.microstream.hub.admin.snapshot;

import io.microstream.hub.admin.HubControl;
import io.microstream.hub.admin.HubVitals;
import io.microstream.hub.routing.HubCounters;
import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.RoutingSettings;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.time.HubClock;
import io.microstream.hub.traffic.Traffic;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Everything that is looked at to show the hub. */
@Dependent
public record HubSources(
        HubVitals vitals,
        HubControl control,
        HubClock clock,
        RoutingSettings settings,
        ServiceRegistry registry,
        PendingRequests pending,
        HubCounters counters,
        Traffic traffic) {
    @Inject
    public HubSources {}
}
