package io.microstream.hub.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/** What the hub runs in when a test starts one: the uber-jar, or a server that a team would drop the WAR into. */
interface HubServer {
    /** The one that {@code -Dhub.server} names: {@code uber-jar} unless it is set, {@code wildfly}, {@code payara-server}. */
    static HubServer chosen() {
        String name = System.getProperty("hub.server", "uber-jar");
        return switch (name) {
            case "uber-jar" -> new UberJar();
            case "wildfly" -> new WildFly();
            case "payara-server" -> new PayaraServer();
            default -> throw new IllegalArgumentException("hub.server=" + name);
        };
    }

    /**
     * What starts a hub that listens on 127.0.0.1 only. The process that it starts is the server itself: it can be
     * looked at, frozen and ended.
     *
     * @param folder of this hub alone, with a folder {@code tmp} in it; all that the server writes goes there
     * @param port where the hub is to answer
     * @param contextRoot where in the server, such as {@code /hub}; {@code /} is what the WAR asks for
     * @param morePorts gives free ports for whatever else the server listens on
     */
    Launch launch(Path folder, int port, String contextRoot, IntSupplier morePorts) throws IOException;

    /** The context root that the WAR asks for. */
    String ROOT = "/";

    /** What starts a server, and where it speaks TLS, if it does. */
    record Launch(ProcessBuilder command, OptionalInt securePort) {}

    /** A file that the build has made. */
    static Path built(String property, String byDefault) {
        return Path.of(System.getProperty(property, byDefault)).toAbsolutePath();
    }

    /** The program of the JDK that runs the tests. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
