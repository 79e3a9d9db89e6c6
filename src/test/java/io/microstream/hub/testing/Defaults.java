package io.microstream.hub.testing;

import io.microstream.hub.engineio.EngineSettings;
import io.microstream.hub.engineio.Handshake;
import io.microstream.hub.engineio.QueryString;
import io.microstream.hub.json.JsonLimits;
import io.microstream.hub.socketio.SocketIoSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a hub has that nobody has configured, and what a service brings that wants nothing special. */
public final class Defaults {
    private Defaults() {}

    public static EngineSettings engine() {
        return engine(16_000_000);
    }

    public static EngineSettings engine(long sendBufferBytes) {
        return new EngineSettings(
                Duration.ofSeconds(25),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                1_000_000,
                sendBufferBytes,
                20_000,
                0,
                5_000,
                Set.of(),
                List.of());
    }

    public static SocketIoSettings socketIo() {
        return new SocketIoSettings(Duration.ofSeconds(45), false, 256, 256, 256, 10, 10_000_000, JsonLimits.DEFAULT);
    }

    public static Handshake handshake() {
        return new Handshake(QueryString.parse("serviceName=orders&EIO=4&transport=polling"), "10.0.0.7", false);
    }
}
