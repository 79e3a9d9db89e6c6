package io.microstream.hub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the kernel knows of this machine's TCP connections; on Linux only. */
public final class TcpConnections {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String TIME_WAIT = "06"; // over: only the kernel remembers it for a while

    private TcpConnections() {}

    /** Whether there is a connection from this local port to that remote one, also one that waits for its end. */
    public static boolean exists(int localPort, int remotePort) {
        String pattern = String.format(
                Locale.ROOT, "\\s*\\d+: [0-9A-F]+:%04X [0-9A-F]+:%04X (?!%s).*", localPort, remotePort, TIME_WAIT);
        return TABLES.stream().flatMap(TcpConnections::rows).anyMatch(row -> row.matches(pattern));
    }

    private static Stream<String> rows(Path table) {
        try {
            return Files.readString(table, StandardCharsets.US_ASCII).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
