package io.microstream.hub.boot;

import io.microstream.hub.admin.access.AdminSettings;
import io.microstream.hub.engineio.EngineSettings;
import io.microstream.hub.routing.HubCounters;
import io.microstream.hub.routing.Outsiders;
import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.RoutingSettings;
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
 * Makes the parts that know nothing of the container: settings, clock, timers, counters, the WebSocket lane. Produced as
 * {@code @Singleton}, so that they are injected as they are and not behind a proxy.
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
