package io.microstream.hub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the kernel knows of this machine's TCP connections; on Linux only. */
public final class TcpConnections {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String TIME_WAIT = "06"; // over: only the kernel remembers it for a while
    private static final Pattern LISTENS =
            Pattern.compile("\\s*\\d+: ([0-9A-F]+):([0-9A-F]{4}) \\S+ 0A (?:\\S+\\s+){5}(\\d+) .*");

    private TcpConnections() {}

    /** Whether there is a connection from this local port to that remote one, also one that waits for its end. */
    public static boolean exists(int localPort, int remotePort) {
        String pattern = String.format(
                Locale.ROOT, "\\s*\\d+: [0-9A-F]+:%04X [0-9A-F]+:%04X (?!%s).*", localPort, remotePort, TIME_WAIT);
        return TABLES.stream().flatMap(TcpConnections::rows).anyMatch(row -> row.matches(pattern));
    }

    /**
     * What these sockets of a process listen on, as {@code address:port}; an IPv4 address that an IPv6 socket has looks
     * like one of IPv4.
     *
     * @param inodes the numbers that the kernel gives the sockets
     */
    static Set<String> listening(Set<String> inodes) {
        return TABLES.stream()
                .flatMap(TcpConnections::rows)
                .map(LISTENS::matcher)
                .filter(row -> row.matches() && inodes.contains(row.group(3)))
                .map(row -> address(row.group(1)) + ":" + Integer.parseInt(row.group(2), 16))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The kernel writes the bytes of each 32 bits in the order of this machine. */
    private static String address(String hexadecimal) {
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(hexadecimal));
        ByteBuffer bytes = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            bytes.putInt(words.getInt());
        }
        try {
            return InetAddress.getByAddress(bytes.array()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(hexadecimal + " is no address", e);
        }
    }

    private static Stream<String> rows(Path table) {
        try {
            return Files.readString(table, StandardCharsets.US_ASCII).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
