package io.microstream.hub.boot;

import io.microstream.hub.admin.HubControl;
import io.microstream.hub.websocket.WebSocketLane;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Fills the port through which {@code admin} steers the hub. */
@ApplicationScoped
public class Control implements HubControl {
    private final HubSettings settings;
    private final HubDrain drain;
    private final WebSocketLane lane;

    @Resource
    private ManagedExecutorService workers;

    @Inject
    Control(HubSettings settings, HubDrain drain, WebSocketLane lane) {
        this.settings = settings;
        this.drain = drain;
        this.lane = lane;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected Control() {
        this.settings = null;
        this.drain = null;
        this.lane = null;
    }

    @Override
    public void drain() {
        if (drain.endsAt().isEmpty()) { // a second one would only hold a thread until the end
            workers.execute(drain::drain);
        }
    }

    @Override
    public Optional<Instant> drainEndsAt() {
        return drain.endsAt();
    }

    @Override
    public String logLevel() {
        return HubLogging.level();
    }

    @Override
    public boolean logLevel(String level) {
        return HubLogging.change(level);
    }

    @Override
    public String lane() {
        return lane.name();
    }

    @Override
    public Optional<String> url() {
        return HubParts.isUberJar()
                ? Optional.of(
                        "http://localhost:" + ListenAddress.read().address().port())
                : Optional.empty();
    }

    @Override
    public long sendBufferBytes() {
        return settings.engine().sendBufferBytes();
    }

    @Override
    public int maxConnections() {
        return settings.engine().maxConnections();
    }

    @Override
    public int maxNameLength() {
        return settings.socketIo().maxNameLength();
    }
}
