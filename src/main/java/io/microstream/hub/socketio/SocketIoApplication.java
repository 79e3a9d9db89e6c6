package io.microstream.hub.socketio;

import io.microstream.hub.engineio.EngineApplication;
import io.microstream.hub.engineio.EngineListener;
import io.microstream.hub.engineio.EngineSession;
import io.microstream.hub.engineio.Handshake;
import io.microstream.hub.routing.Outsiders;
import io.microstream.hub.routing.Router;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.time.HubClock;
import io.microstream.hub.time.HubTimers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Base64;

/** Speaks Socket.IO on every session that opens. */
@ApplicationScoped
public class SocketIoApplication implements EngineApplication {
    private static final int SID_BYTES = 15; // 20 characters, as the original's

    private final SocketIoSettings settings;
    private final ServiceRegistry registry;
    private final Router router;
    private final Outsiders outsiders;
    private final HubTimers timers;
    private final HubClock clock;
    private final Spares<EventReader> readers;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public SocketIoApplication(
            SocketIoSettings settings,
            ServiceRegistry registry,
            Router router,
            Outsiders outsiders,
            HubTimers timers,
            HubClock clock) {
        this.settings = settings;
        this.registry = registry;
        this.router = router;
        this.outsiders = outsiders;
        this.timers = timers;
        this.clock = clock;
        this.readers = new Spares<>(() -> new EventReader(settings));
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected SocketIoApplication() {
        this.settings = null;
        this.registry = null;
        this.router = null;
        this.outsiders = null;
        this.timers = null;
        this.clock = null;
        this.readers = null;
    }

    @Override
    public EngineListener opened(EngineSession session) {
        return new SocketIoSession(session, this);
    }

    @Override
    public void turnedAway(Handshake handshake, String obstacle) {
        outsiders.turnedAway(nameIn(handshake), handshake.remoteAddress(), obstacle);
    }

    @Override
    public void misused(Handshake handshake, String words) {
        if (handshake.parameter("sid").isEmpty()) {
            outsiders.badHandshake(nameIn(handshake), handshake.remoteAddress(), words);
        } else {
            outsiders.badRequest();
        }
    }

    /** What a handshake asks for, be it a name or not. */
    static String nameIn(Handshake handshake) {
        return String.join(", ", handshake.parameter("serviceName"));
    }

    SocketIoSettings settings() {
        return settings;
    }

    ServiceRegistry registry() {
        return registry;
    }

    Router router() {
        return router;
    }

    Outsiders outsiders() {
        return outsiders;
    }

    HubClock clock() {
        return clock;
    }

    /** What a thread reads events with; no session keeps one. */
    Spares<EventReader> readers() {
        return readers;
    }

    HubTimers timers() {
        return timers;
    }

    /** A new Socket.IO sid; unlike Engine.IO's it is no secret. */
    String newSid() {
        byte[] bytes = new byte[SID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
