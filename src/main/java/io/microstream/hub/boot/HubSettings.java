package io.microstream.hub.boot;

import io.microstream.hub.admin.access.AdminSettings;
import io.microstream.hub.engineio.AddressRange;
import io.microstream.hub.engineio.EngineSettings;
import io.microstream.hub.json.JsonLimits;
import io.microstream.hub.routing.RoutingSettings;
import io.microstream.hub.socketio.SocketIoSettings;
import io.microstream.hub.traffic.TrafficSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every setting of the hub, read once at its start.
 *
 * @param logLevel {@code debug}, {@code info}, {@code warn}, {@code error} or {@code silent}, or {@code server} for what the
 *     server's own configuration says
 * @param drain how long pending requests may take when the hub stops
 * @param webSocket the lane: {@code auto}, {@code endpoint}, {@code frames} or {@code channel}
 * @param ioThreads threads of the channel lane
 */
record HubSettings(
        String logLevel,
        Duration drain,
        String webSocket,
        int ioThreads,
        EngineSettings engine,
        SocketIoSettings socketIo,
        RoutingSettings routing,
        TrafficSettings traffic,
        AdminSettings admin) {

    /** What was read, and a line for each setting that could not be. */
    record Reading(HubSettings settings, List<String> problems) {}

    /**
     * Reads all settings.
     *
     * @param source gives the value of a property, such as {@code microstream.ping.interval}
     */
    static Reading read(Function<String, Optional<String>> source) {
        SettingsReader reader = new SettingsReader(source);
        return new Reading(read(reader), reader.problems());
    }

    /** Asks a reader for every setting that there is. */
    static HubSettings read(SettingsReader reader) {
        return new HubSettings(
                reader.choice("LOG_LEVEL", "server", "server", "debug", "info", "warn", "error", "silent"),
                reader.duration("MICROSTREAM_DRAIN", "10s"),
                reader.choice("MICROSTREAM_WEBSOCKET", "auto", "auto", "endpoint", "frames", "channel"),
                reader.number("MICROSTREAM_IO_THREADS", 1, 1, 64),
                engine(reader),
                socketIo(reader),
                routing(reader),
                traffic(reader),
                admin(reader));
    }

    private static EngineSettings engine(SettingsReader reader) {
        return new EngineSettings(
                reader.duration("MICROSTREAM_PING_INTERVAL", "25s"),
                reader.duration("MICROSTREAM_PING_TIMEOUT", "20s"),
                reader.duration("MICROSTREAM_UPGRADE_TIMEOUT", "10s"),
                (int) reader.bytes("MICROSTREAM_MAX_PAYLOAD", "1000000", 1_000, 1_000_000_000),
                reader.bytes("MICROSTREAM_SEND_BUFFER", "16MB", 10_000, 1_000_000_000_000L),
                reader.number("MICROSTREAM_MAX_CONNECTIONS", 20_000, 1, 10_000_000),
                reader.numberOrNone("MICROSTREAM_MAX_CONNECTIONS_PER_ADDRESS", 10_000_000),
                reader.number("MICROSTREAM_MAX_POLLING_SESSIONS", 5_000, 1, 10_000_000),
                reader.listOrAll("MICROSTREAM_ALLOWED_ORIGINS"),
                reader.listOrNone(
                        "MICROSTREAM_TRUSTED_PROXIES",
                        AddressRange::parse,
                        "none, or addresses such as 10.1.2.3, 10.0.0.0/8 or fd00::/8 with commas between"));
    }

    private static SocketIoSettings socketIo(SettingsReader reader) {
        return new SocketIoSettings(
                reader.duration("MICROSTREAM_CONNECT_TIMEOUT", "45s"),
                reader.flag("MICROSTREAM_PONGS_COUNT", false),
                reader.number("MICROSTREAM_MAX_NAME", 256, 1, 10_000),
                reader.number("MICROSTREAM_MAX_ID", 256, 1, 1_000_000),
                reader.number("MICROSTREAM_MAX_EVENT", 256, 1, 1_000_000),
                reader.number("MICROSTREAM_MAX_ATTACHMENTS", 10, 0, 1_000),
                reader.bytes("MICROSTREAM_MAX_ATTACHMENT_BYTES", "10MB", 0, 1_000_000_000_000L),
                new JsonLimits(
                        reader.number("MICROSTREAM_MAX_DEPTH", 256, 4, 10_000),
                        reader.number("MICROSTREAM_MAX_NUMBER", 1_000, 1, 1_000_000)));
    }

    private static TrafficSettings traffic(SettingsReader reader) {
        return new TrafficSettings(
                reader.flag("MICROSTREAM_STATISTICS", true),
                reader.number("MICROSTREAM_MAX_CALLS", 4_096, 1, 1_000_000),
                reader.flag("MICROSTREAM_RECORD_BODIES", false));
    }

    private static AdminSettings admin(SettingsReader reader) {
        return new AdminSettings(
                reader.secret("MICROSTREAM_ADMIN_PASSWORD"),
                reader.secret("MICROSTREAM_ADMIN_VIEWER_PASSWORD"),
                reader.choice("MICROSTREAM_METRICS", "open", "open", "protected")
                        .equals("protected"));
    }

    private static RoutingSettings routing(SettingsReader reader) {
        return new RoutingSettings(
                reader.duration("MICROSTREAM_HEARTBEAT_TIMEOUT", "15s"),
                reader.duration("MICROSTREAM_PENDING_TTL", "120s"),
                reader.number("MICROSTREAM_MAX_PENDING", 10_000, 1, Integer.MAX_VALUE),
                reader.number("MICROSTREAM_MAX_PENDING_TOTAL", 1_000_000, 1, Integer.MAX_VALUE),
                reader.duration("MICROSTREAM_LOST_GRACE", "3s"),
                reader.duration("MICROSTREAM_TAKEOVER_PROBE", "700ms"),
                reader.duration("MICROSTREAM_TAKEOVER_SILENCE", "6s"));
    }
}
