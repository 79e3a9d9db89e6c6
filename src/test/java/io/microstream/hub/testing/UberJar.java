package io.microstream.hub.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/** The hub as one executable jar. */
final class UberJar implements HubServer {
    @Override
    public Launch launch(Path folder, int port, IntSupplier morePorts) {
        Path jar = HubServer.built("hub.jar", "target/microstream-hub.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no hub to start at " + jar + ": run `mvn package` first, or set HUB_URL");
        }
        return new Launch(
                new ProcessBuilder(
                        HubServer.java(), "-Djava.io.tmpdir=" + folder.resolve("tmp"), "-jar", jar.toString()),
                OptionalInt.empty());
    }
}
