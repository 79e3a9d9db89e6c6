package io.microstream.hub.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/** The hub as one executable jar; under another context root, as a file in Payara Micro. */
final class UberJar implements HubServer {
    @Override
    public Launch launch(Path folder, int port, String contextRoot, IntSupplier morePorts) {
        if (!contextRoot.equals(ROOT)) {
            return new Launch(inPayaraMicro(folder, port, contextRoot), OptionalInt.empty());
        }
        Path jar = HubServer.built("hub.jar", "target/microstream-hub.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no hub to start at " + jar + ": run `mvn package` first, or set HUB_URL");
        }
        return new Launch(
                new ProcessBuilder(
                        HubServer.java(), "-Djava.io.tmpdir=" + folder.resolve("tmp"), "-jar", jar.toString()),
                OptionalInt.empty());
    }

    /** The jar serves the root only; Payara Micro as it comes takes the WAR as a file. */
    private static ProcessBuilder inPayaraMicro(Path folder, int port, String contextRoot) {
        return new ProcessBuilder(
                HubServer.java(),
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-jar",
                HubServer.built("payara.micro", "target/payara-micro.jar").toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--prebootcommandfile",
                Path.of("src/test/resources/loopback-only.txt").toAbsolutePath().toString(),
                "--port",
                Integer.toString(port),
                "--deploy",
                HubServer.built("hub.war", "target/microstream-hub.war").toString(),
                "--contextroot",
                contextRoot);
    }
}
