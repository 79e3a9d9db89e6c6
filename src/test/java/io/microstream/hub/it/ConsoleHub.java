package io.microstream.hub.it;

import io.microstream.hub.testing.HubProcess;
import java.util.HashMap;
import java.util.Map;

/**
 * A hub of its own with the passwords of both users of the console. Nothing in it ends by itself while a test looks at
 * it, however slow the machine is: unanswered requests stay unanswered.
 */
final class ConsoleHub {
    static final String PASSWORD = "correct horse battery staple";
    static final String VIEWER_PASSWORD = "only looking, thank you";

    private ConsoleHub() {}

    static HubProcess start() {
        return HubProcess.start(settings());
    }

    /** The same for services that say nothing: they are not evicted. */
    static HubProcess patient() {
        Map<String, String> settings = settings();
        settings.put("MICROSTREAM_HEARTBEAT_TIMEOUT", "1h");
        settings.put("MICROSTREAM_PING_INTERVAL", "1h");
        settings.put("MICROSTREAM_DRAIN", "2m");
        return HubProcess.start(settings);
    }

    private static Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "MICROSTREAM_ADMIN_PASSWORD",
                PASSWORD,
                "MICROSTREAM_ADMIN_VIEWER_PASSWORD",
                VIEWER_PASSWORD,
                "MICROSTREAM_PENDING_TTL",
                "1h"));
    }
}
