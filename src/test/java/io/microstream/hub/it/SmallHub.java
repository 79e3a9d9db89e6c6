package io.microstream.hub.it;

import io.microstream.hub.testing.HubProcess;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests a hub with a heap of 512 MB, one for all of them. */
final class SmallHub implements ParameterResolver {
    /** Unanswered requests that one service may have there. */
    static final int MAX_PENDING = Integer.getInteger("unanswered.requests", 20_000) / 2;

    /** Its services send no heartbeats, and a full look at a heap takes its time on a busy machine. */
    private static final Map<String, String> SETTINGS = Map.of(
            "JAVA_TOOL_OPTIONS", "-Xmx512m",
            "MICROSTREAM_HEARTBEAT_TIMEOUT", "2m",
            "MICROSTREAM_MAX_PENDING", Integer.toString(MAX_PENDING));

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == HubProcess.class;
    }

    @Override
    public HubProcess resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(SmallHub.class))
                .computeIfAbsent(HubProcess.class, absent -> HubProcess.start(SETTINGS), HubProcess.class);
    }
}
