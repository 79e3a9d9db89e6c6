package io.microstream.client.junit;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A hub in this JVM, on a free port of 127.0.0.1: the hub's own core (names, routing, Socket.IO, frames) without a server.
 * It starts in a fraction of a second, where the uber-jar needs several; what the server adds (long-polling, the console,
 * health) is not there. Any thread.
 *
 * <p>The hub's classes come from the class path (artifact {@code microstream-hub}, classifier {@code classes}), or from the
 * jar or folder that the system property {@code microstream.hub.classes} names. Settings of the hub are system properties.
 */
public final class TestHub implements AutoCloseable {
    private static final String HUB = "io.microstream.hub.boot.EmbeddedHub";

    private final AutoCloseable hub;
    private final int port;

    private TestHub(AutoCloseable hub, int port) {
        this.hub = hub;
        this.port = port;
    }

    /**
     * Starts a hub.
     *
     * @return the hub, ready
     * @throws IllegalStateException if the hub's classes are not there
     */
    public static TestHub start() {
        return start(0);
    }

    /**
     * Starts a hub on a port, as one that comes back.
     *
     * @param port the port, 0 for a free one
     * @return the hub, ready
     * @throws IllegalStateException if the hub's classes are not there, or the port is taken
     */
    public static TestHub start(int port) {
        try {
            Class<?> type = hubClass();
            AutoCloseable hub = (AutoCloseable) type.getConstructor(int.class).newInstance(port);
            return new TestHub(hub, (int) type.getMethod("port").invoke(hub));
        } catch (ReflectiveOperationException | IOException failed) {
            throw new IllegalStateException(
                    "No hub for the test: add io.microstream:microstream-hub:classes to the test class path, or name"
                            + " it by -Dmicrostream.hub.classes",
                    failed);
        }
    }

    /**
     * Where it is.
     *
     * @return its address, for {@code builder().hub(…)}
     */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Ends it; its services see their connections break. */
    @Override
    public void close() {
        try {
            hub.close();
        } catch (Exception failed) {
            throw new IllegalStateException("The hub did not end", failed);
        }
    }

    private static Class<?> hubClass() throws ClassNotFoundException, MalformedURLException {
        try {
            return Class.forName(HUB);
        } catch (ClassNotFoundException notOnTheClassPath) {
            Path classes = Path.of(System.getProperty("microstream.hub.classes", ""));
            if (!Files.exists(classes) || classes.toString().isEmpty()) {
                throw notOnTheClassPath;
            }
            URL[] place = {classes.toUri().toURL()};
            // Open as long as the JVM: hubs that are made later load further classes by it.
            return Class.forName(HUB, true, new URLClassLoader(place, TestHub.class.getClassLoader()));
        }
    }
}
