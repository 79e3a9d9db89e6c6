package io.microstream.hub.admin.api;

import io.microstream.hub.admin.snapshot.Snapshot;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.routing.ConnectionOrigin;
import io.microstream.hub.routing.Registration;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.traffic.CallStats;
import io.microstream.hub.traffic.Latencies;
import io.microstream.hub.traffic.Traffic;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Gathers what the drawer of one service shows. Owns nothing. */
@Dependent
public class DetailsOfService {
    private final ServiceRegistry registry;
    private final Traffic traffic;

    @Inject
    public DetailsOfService(ServiceRegistry registry, Traffic traffic) {
        this.registry = registry;
        this.traffic = traffic;
    }

    ServiceDetails of(String name, Snapshot snapshot) {
        return new ServiceDetails(
                registry.find(name).map(DetailsOfService::handshake).orElse(null),
                events(new ServiceName(name)),
                traffic.lastRequests(name),
                snapshot.calls().stream()
                        .filter(call -> call.callee().equals(name))
                        .toList(),
                snapshot.calls().stream()
                        .filter(call -> call.caller().equals(name))
                        .toList());
    }

    private static ServiceDetails.Handshake handshake(Registration service) {
        ConnectionOrigin origin = service.connection().origin();
        return new ServiceDetails.Handshake(
                service.connection().remoteAddress(),
                service.connection().status().transport(),
                origin.userAgent().orElse(null),
                origin.query(),
                service.since().toEpochMilli(),
                service.connection().id(),
                origin.forwardedFor().orElse(null));
    }

    private List<ServiceDetails.Event> events(ServiceName name) {
        Map<String, List<CallStats>> byEvent = new HashMap<>();
        for (CallStats call : traffic.calls()) {
            if (call.callee().equals(name.value())) {
                byEvent.computeIfAbsent(call.event(), absent -> new ArrayList<>())
                        .add(call);
            }
        }
        List<ServiceDetails.Event> events = new ArrayList<>();
        byEvent.forEach((event, calls) -> events.add(event(event, calls)));
        events.sort(Comparator.comparingLong(ServiceDetails.Event::count).reversed());
        return events;
    }

    private static ServiceDetails.Event event(String event, List<CallStats> calls) {
        Latencies latencies = new Latencies();
        calls.forEach(call -> call.lastMinute().addTo(latencies));
        return new ServiceDetails.Event(
                event,
                calls.stream().mapToLong(CallStats::begun).sum(),
                calls.stream().mapToLong(CallStats::errors).sum(),
                value(latencies.percentileMillis(0.5)),
                value(latencies.percentileMillis(0.99)));
    }

    private static @Nullable Double value(OptionalDouble millis) {
        return millis.isPresent() ? Double.valueOf(millis.getAsDouble()) : null;
    }
}
