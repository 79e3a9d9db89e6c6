package io.microstream.hub.testing;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands every test that asks for a {@link URI} the address of one running hub: the one in {@code HUB_URL} (system
 * property or environment variable) if it is set, otherwise one {@link HubProcess} for all tests of this JVM.
 */
public final class RunningHub implements ParameterResolver {
    /** A living owner answers at once; how long a frozen one is waited for is of no account in these tests. */
    private static final Map<String, String> OF_ITS_OWN = Map.of("MICROSTREAM_TAKEOVER_PROBE", "10s");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == URI.class;
    }

    @Override
    public URI resolveParameter(ParameterContext parameter, ExtensionContext test) {
        String given = given();
        return given != null ? URI.create(given) : shared(test).url();
    }

    private static @Nullable String given() {
        String property = System.getProperty("HUB_URL");
        String value = property != null ? property : System.getenv("HUB_URL");
        return value == null || value.isBlank() ? null : value;
    }

    // The root's store closes what is closeable after the last test of the JVM.
    private static HubProcess shared(ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(RunningHub.class))
                .computeIfAbsent(HubProcess.class, absent -> HubProcess.start(OF_ITS_OWN), HubProcess.class);
    }
}
