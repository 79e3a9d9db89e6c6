package io.microstream.hub.wire;

import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.HubTarget;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.opentest4j.TestAbortedException;

/**
 * Gives each wire test a hub: one process for all tests with the same settings, ended after the last test. With {@code
 * HUB_URL} (system property or environment variable) the tests of the ordinary hub speak to that one, and those that
 * need settings of their own are skipped.
 */
final class Hubs implements TestInstancePostProcessor {
    /** The defaults, but with waits that a test can afford, and that outlast a stall of the machine. */
    static final Map<String, String> ORDINARY = Map.of(
            "MICROSTREAM_LOST_GRACE", "2s",
            "MICROSTREAM_TAKEOVER_PROBE", "1500ms",
            "MICROSTREAM_TAKEOVER_SILENCE", "3500ms",
            "MICROSTREAM_SEND_BUFFER", "1500000");

    /** Small limits, and timers as short as a machine that stalls for a second allows. */
    static final Map<String, String> IMPATIENT = Map.ofEntries(
            Map.entry("MICROSTREAM_PING_INTERVAL", "1s"),
            Map.entry("MICROSTREAM_PING_TIMEOUT", "1500ms"),
            Map.entry("MICROSTREAM_UPGRADE_TIMEOUT", "1500ms"),
            Map.entry("MICROSTREAM_CONNECT_TIMEOUT", "2s"),
            Map.entry("MICROSTREAM_HEARTBEAT_TIMEOUT", "3s"),
            Map.entry("MICROSTREAM_PENDING_TTL", "2s"),
            Map.entry("MICROSTREAM_LOST_GRACE", "500ms"),
            Map.entry("MICROSTREAM_MAX_PENDING", "5"),
            Map.entry("MICROSTREAM_MAX_PAYLOAD", "10000"),
            Map.entry("MICROSTREAM_MAX_DEPTH", "16"),
            Map.entry("MICROSTREAM_MAX_NUMBER", "20"),
            Map.entry("MICROSTREAM_MAX_NAME", "16"),
            Map.entry("MICROSTREAM_MAX_ID", "16"),
            Map.entry("MICROSTREAM_MAX_EVENT", "16"),
            Map.entry("MICROSTREAM_MAX_ATTACHMENTS", "2"),
            Map.entry("MICROSTREAM_MAX_ATTACHMENT_BYTES", "10000"),
            Map.entry("MICROSTREAM_MAX_POLLING_SESSIONS", "4"),
            Map.entry("MICROSTREAM_MAX_CONNECTIONS", "40"),
            Map.entry("MICROSTREAM_MAX_CONNECTIONS_PER_ADDRESS", "12"));

    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) {
        if (test instanceof WireTest wireTest) {
            wireTest.use(target(wireTest.settings(), context));
        }
    }

    private static HubTarget target(Map<String, String> settings, ExtensionContext context) {
        String given = System.getProperty("HUB_URL", String.valueOf(System.getenv("HUB_URL")));
        if (given.startsWith("http")) {
            if (!settings.equals(ORDINARY)) {
                throw new TestAbortedException("needs a hub with settings of its own");
            }
            return () -> URI.create(given);
        }
        HubProcess process = context.getRoot()
                .getStore(Namespace.create(Hubs.class))
                .computeIfAbsent(settings, absent -> HubProcess.start(settings), HubProcess.class);
        return process::url;
    }
}
