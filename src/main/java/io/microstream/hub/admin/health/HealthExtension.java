package io.microstream.hub.admin.health;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** Adds the hub's checks where the server has MicroProfile Health, and does nothing where it has not. */
public final class HealthExtension implements Extension {
    private static final Logger LOGGER = System.getLogger(HealthExtension.class.getName());
    private static final String API = "org.eclipse.microprofile.health.HealthCheck";
    private static final String CHECKS = "io.microstream.hub.admin.health.MicroProfileChecks";

    void add(@Observes AfterBeanDiscovery event) {
        ClassLoader loader = HealthExtension.class.getClassLoader();
        try {
            Class.forName(API, false, loader);
            @SuppressWarnings("unchecked")
            Consumer<AfterBeanDiscovery> checks = (Consumer<AfterBeanDiscovery>)
                    Class.forName(CHECKS, true, loader).getDeclaredConstructor().newInstance();
            checks.accept(event);
        } catch (ClassNotFoundException notThere) {
            LOGGER.log(Level.DEBUG, "This server has no MicroProfile Health.");
        } catch (ReflectiveOperationException | LinkageError failure) {
            LOGGER.log(Level.WARNING, "MicroProfile Health does not show the hub.", failure);
        }
    }
}
