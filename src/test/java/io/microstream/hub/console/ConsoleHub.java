package io.microstream.hub.console;

import io.microstream.hub.testing.HubProcess;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests a hub with both passwords set, one for all of them; its services may be silent for a while. */
final class ConsoleHub implements ParameterResolver {
    static final String ADMIN_PASSWORD = "correct-horse-battery";
    static final String VIEWER_PASSWORD = "staple & battery=100 %";

    private static final Map<String, String> SETTINGS = Map.of(
            "MICROSTREAM_ADMIN_PASSWORD",
            ADMIN_PASSWORD,
            "MICROSTREAM_ADMIN_VIEWER_PASSWORD",
            VIEWER_PASSWORD,
            "MICROSTREAM_HEARTBEAT_TIMEOUT",
            "10m",
            "MICROSTREAM_PING_INTERVAL",
            "10m",
            "MICROSTREAM_RECORD_BODIES",
            "true");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == HubProcess.class;
    }

    @Override
    public HubProcess resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(ConsoleHub.class))
                .computeIfAbsent(HubProcess.class, absent -> HubProcess.start(SETTINGS), HubProcess.class);
    }
}
