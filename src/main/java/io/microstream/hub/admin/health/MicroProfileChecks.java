package io.microstream.hub.admin.health;

import io.microstream.hub.admin.HubVitals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.annotation.Annotation;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Says to the server's own health address what {@code /admin/health} says. The only class that knows its API. */
final class MicroProfileChecks implements Consumer<AfterBeanDiscovery> {
    MicroProfileChecks() {}

    @Override
    public void accept(AfterBeanDiscovery event) {
        add(event, "microstream-hub-live", Liveness.Literal.INSTANCE, state -> state != HubVitals.State.DEGRADED);
        add(event, "microstream-hub-ready", Readiness.Literal.INSTANCE, state -> state == HubVitals.State.RUNNING);
    }

    private static void add(AfterBeanDiscovery event, String name, Annotation probe, Predicate<HubVitals.State> isUp) {
        event.<HealthCheck>addBean()
                .id(name)
                .types(HealthCheck.class, Object.class)
                .qualifiers(probe)
                .scope(ApplicationScoped.class)
                .createWith(context -> () -> response(name, isUp));
    }

    private static HealthCheckResponse response(String name, Predicate<HubVitals.State> isUp) {
        HubVitals vitals = CDI.current().select(HubVitals.class).get();
        HubVitals.State state = vitals.state();
        return HealthCheckResponse.named(name)
                .status(isUp.test(state))
                .withData("state", state.name())
                .withData("lastTickMs", vitals.sinceLastTick().toMillis())
                .build();
    }
}
