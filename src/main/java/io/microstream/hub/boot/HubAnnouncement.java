package io.microstream.hub.boot;

import io.microstream.hub.admin.HubVersion;
import io.microstream.hub.admin.access.ConsoleLink;
import io.microstream.hub.websocket.WebSocketLane;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Tells a person that the hub is there, and where. */
@ApplicationScoped
public class HubAnnouncement {
    private static final Logger LOGGER = System.getLogger("io.microstream.hub");

    /** Tells the uber-jar's main that the hub is up; see {@code launcher.HubMain}. */
    private static final String STARTED = "microstream.hub.started";

    private final HubSettings settings;
    private final WebSocketLane lane;
    private final ConsoleLink console;

    @Inject
    HubAnnouncement(HubSettings settings, WebSocketLane lane, ConsoleLink console) {
        this.settings = settings;
        this.lane = lane;
        this.console = console;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected HubAnnouncement() {
        this.settings = null;
        this.lane = null;
        this.console = null;
    }

    void started() {
        LOGGER.log(
                Level.INFO,
                () -> "MicroStream Hub " + HubVersion.text() + " on Java "
                        + Runtime.version().feature()
                        + " websocket=" + lane.name() + " heartbeatTimeout="
                        + settings.routing().heartbeatTimeout().toMillis() + "ms maxPayload="
                        + settings.engine().maxPayloadBytes() + " logLevel=" + HubLogging.level());
    }

    /** The web module is up: the next request is served. In a server the server says where. */
    void ready() {
        if (HubParts.isUberJar()) {
            int port = ListenAddress.read().address().port();
            System.setProperty(STARTED, "true");
            double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
            LOGGER.log(
                    Level.INFO,
                    () -> String.format(Locale.ROOT, "Ready after %.1f s on http://localhost:%d", seconds, port));
            console.print("http://localhost:" + port);
        } else {
            console.print("");
        }
    }

    void stopped() {
        LOGGER.log(Level.INFO, "MicroStream Hub has stopped.");
    }
}
