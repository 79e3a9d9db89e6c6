package io.microstream.client.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One hub of each kind for all tests of this JVM. Owns them; they end with the JVM. */
public final class Hubs {
    /** The owner of a name that lives says so at once; one that a busy machine holds up shall not lose its name. */
    private static final Map<String, String> PATIENT = Map.of("MICROSTREAM_TAKEOVER_PROBE", "3s");

    private static @Nullable URI ours;
    private static @Nullable URI original;

    private Hubs() {}

    /** Our hub: the one at {@code HUB_URL} if that property is set, otherwise the uber-jar. */
    public static synchronized URI ours() {
        if (ours == null) {
            String given = System.getProperty("HUB_URL", "");
            ours = given.isEmpty() ? HubProcess.ours(PATIENT).awaitReady().url() : URI.create(given);
        }
        return ours;
    }

    /** The original hub; skips the test where nobody says in which folder it is. */
    public static synchronized URI original() {
        if (original == null) {
            original = HubProcess.original(folder("original.hub", "src/hub.js"))
                    .awaitReady()
                    .url();
        }
        return original;
    }

    /** The built folder of the original client; skips the test where nobody says where it is. */
    public static Path originalClient() {
        return folder("original.client", "dist/cjs/index.js");
    }

    private static Path folder(String property, String file) {
        String given = System.getProperty(property, "");
        assumeTrue(
                !given.isEmpty() && Files.isRegularFile(Path.of(given, file)),
                "-D" + property + " names no folder with " + file + " (npm install has to be run there)");
        return Path.of(given).toAbsolutePath();
    }
}
