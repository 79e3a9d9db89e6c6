package io.microstream.hub.testing;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/** The executable jar, started by the script that chooses its options. */
record StartScript(Path script) implements HubServer {
    /** The shell becomes the script, and the script the hub: there is one process. */
    private static final String BECOME_THE_SCRIPT =
            "MICROSTREAM_JAVA_OPTIONS=\"$1 $MICROSTREAM_JAVA_OPTIONS\" JAVA_HOME=\"$2\" MICROSTREAM_JAR=\"$3\" exec \"$4\"";

    @Override
    public Launch launch(Path folder, int port, String contextRoot, IntSupplier morePorts) {
        return new Launch(
                new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        BECOME_THE_SCRIPT,
                        "sh",
                        "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                        System.getProperty("java.home"),
                        HubServer.built("hub.jar", "target/microstream-hub.jar").toString(),
                        script.toString()),
                OptionalInt.empty());
    }
}
