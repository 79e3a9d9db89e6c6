package io.microstream.hub.boot;

import io.microstream.hub.admin.access.AdminSettings;
import io.microstream.hub.engineio.EngineApplication;
import io.microstream.hub.engineio.EngineSessions;
import io.microstream.hub.engineio.EngineSettings;
import io.microstream.hub.routing.HubCounters;
import io.microstream.hub.routing.Outsiders;
import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.Router;
import io.microstream.hub.routing.RoutingSettings;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.socketio.SocketIoSettings;
import io.microstream.hub.time.HubClock;
import io.microstream.hub.time.HubTimers;
import io.microstream.hub.traffic.Traffic;
import io.microstream.hub.websocket.WebSocketLane;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Makes the parts that know nothing of the container, or that each message passes: settings, clock, timers, registry,
 * router, sessions, the WebSocket lane. Produced as {@code @Singleton}, so that they are injected as they are and not
 * behind a client proxy, which was a seventh of the hub's time for a message.
 */
@ApplicationScoped
public class HubParts {
    /** Set by the uber-jar only: there the hub is the process and may end it. */
    static final String UBER_JAR = "microstream.uber-jar";

    private static final Logger LOGGER = System.getLogger(HubParts.class.getName());

    private final HubSettings settings = readSettings();
    private final HubClock clock = new HubClock(System.nanoTime());
    private final HubTimers timers = new HubTimers(clock);
    private final Lanes lanes = new Lanes(settings, timers);
    private final HubCounters counters = new HubCounters();
    private final Traffic traffic = new Traffic(settings.traffic());
    private final Outsiders outsiders = new Outsiders(counters, traffic);
    private final PendingRequests pending = new PendingRequests(clock, settings.routing(), counters);
    private final ServiceRegistry registry = new ServiceRegistry(clock, settings.routing(), pending, counters, traffic);
    private final Router router = new Router(clock, registry, pending, counters, traffic);

    @Produces
    @Singleton
    HubSettings settings() {
        return settings;
    }

    @Produces
    @Singleton
    EngineSettings engineSettings() {
        return settings.engine();
    }

    @Produces
    @Singleton
    SocketIoSettings socketIoSettings() {
        return settings.socketIo();
    }

    @Produces
    @Singleton
    RoutingSettings routingSettings() {
        return settings.routing();
    }

    @Produces
    @Singleton
    HubClock clock() {
        return clock;
    }

    @Produces
    @Singleton
    HubTimers timers() {
        return timers;
    }

    @Produces
    @Singleton
    HubCounters counters() {
        return counters;
    }

    @Produces
    @Singleton
    Outsiders outsiders() {
        return outsiders;
    }

    @Produces
    @Singleton
    PendingRequests pendingRequests() {
        return pending;
    }

    @Produces
    @Singleton
    ServiceRegistry registry() {
        return registry;
    }

    @Produces
    @Singleton
    Router router() {
        return router;
    }

    @Produces
    @Singleton
    EngineSessions engineSessions(EngineApplication application) {
        return new EngineSessions(settings.engine(), timers, application);
    }

    @Produces
    @Singleton
    Traffic traffic() {
        return traffic;
    }

    @Produces
    @Singleton
    AdminSettings adminSettings() {
        return settings.admin();
    }

    @Produces
    @Singleton
    Lanes lanes() {
        return lanes;
    }

    @Produces
    @Singleton
    WebSocketLane webSocketLane() {
        return lanes.inUse();
    }

    static boolean isUberJar() {
        return Boolean.getBoolean(UBER_JAR);
    }

    private static HubSettings readSettings() {
        HubSettings.Reading reading = HubSettings.read(SettingsSource.ofThisServer());
        if (!reading.problems().isEmpty()) {
            refuseToStart(reading.problems());
        }
        return reading.settings();
    }

    /** In a server the deployment fails. The uber-jar would stay alive and answer 404: there the process ends. */
    private static void refuseToStart(List<String> problems) {
        String block = StartCheck.block(problems);
        if (isUberJar()) {
            System.err.println(block);
            System.err.flush();
            Runtime.getRuntime().halt(1);
        }
        LOGGER.log(Level.ERROR, block);
        throw new IllegalStateException(block);
    }
}
