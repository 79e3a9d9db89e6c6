package io.microstream.hub.it;

import io.microstream.hub.testing.HubProcess;
import java.util.Map;

/** A hub of its own with the passwords of both users of the console. */
final class ConsoleHub {
    static final String PASSWORD = "correct horse battery staple";
    static final String VIEWER_PASSWORD = "only looking, thank you";

    private ConsoleHub() {}

    static HubProcess start() {
        return HubProcess.start(
                Map.of("MICROSTREAM_ADMIN_PASSWORD", PASSWORD, "MICROSTREAM_ADMIN_VIEWER_PASSWORD", VIEWER_PASSWORD));
    }
}
