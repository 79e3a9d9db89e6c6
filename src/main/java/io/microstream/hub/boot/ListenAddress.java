package io.microstream.hub.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the uber-jar listens. The server reads it before the hub is there, so it comes from the environment only. */
record ListenAddress(String host, int port) {
    private static final String HOST = "MICROSTREAM_HOST";
    private static final String PORT = "PORT";

    /** What was read, and a line for each variable that could not be. */
    record Reading(ListenAddress address, List<String> problems) {}

    static Reading read() {
        SettingsReader reader = new SettingsReader(property -> Optional.ofNullable(
                System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_'))));
        String host = Optional.ofNullable(System.getenv(HOST)).orElse("0.0.0.0");
        return new Reading(new ListenAddress(host, reader.number(PORT, 3000, 1, 65_535)), reader.problems());
    }

    /** Why nobody can listen there, as a line for a person; empty if one can. */
    Optional<String> obstacle() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true); // as the server does: what lingers of an earlier start is no obstacle
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return Optional.empty();
        } catch (UnknownHostException unknown) {
            return Optional.of(HOST + "=" + host + " cannot be used: it is an address of this machine.");
        } catch (IOException | SecurityException taken) {
            return Optional.of(PORT + "=" + port + " cannot be used on " + host + ": " + taken.getMessage() + ".");
        }
    }
}
