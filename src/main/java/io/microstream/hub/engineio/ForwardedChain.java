package io.microstream.hub.engineio;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whom a request has passed, by its own account: each proxy appends the address that it took the request from, so the
 * last entry is the nearest to us. An entry that names no address ("unknown", a pseudonym) is empty.
 */
record ForwardedChain(List<Optional<InetAddress>> entries) {
    /** Longer chains are cut where they are oldest; nobody has so many proxies. */
    private static final int LONGEST = 32;

    /** {@code X-Forwarded-For: client, proxy1, proxy2}; several headers count as one. */
    static ForwardedChain ofXForwardedFor(List<String> headers) {
        List<Optional<InetAddress>> entries = new ArrayList<>();
        for (String header : headers) {
            for (String node : header.split(",", -1)) {
                entries.add(address(node.strip()));
            }
        }
        return new ForwardedChain(newest(entries));
    }

    /** RFC 7239: {@code Forwarded: for=192.0.2.60;proto=http, for="[2001:db8::1]:4711"}. */
    static ForwardedChain ofForwarded(List<String> headers) {
        List<Optional<InetAddress>> entries = new ArrayList<>();
        for (String header : headers) {
            // A comma or semicolon inside a quoted string would be part of no address: it spoils its own entry only.
            for (String element : header.split(",", -1)) {
                entries.add(forOf(element));
            }
        }
        return new ForwardedChain(newest(entries));
    }

    /** From the nearest to the farthest. */
    List<Optional<InetAddress>> nearestFirst() {
        List<Optional<InetAddress>> reversed = new ArrayList<>(entries);
        Collections.reverse(reversed);
        return reversed;
    }

    private static List<Optional<InetAddress>> newest(List<Optional<InetAddress>> entries) {
        return entries.subList(Math.max(0, entries.size() - LONGEST), entries.size());
    }

    private static Optional<InetAddress> forOf(String element) {
        for (String pair : element.split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && pair.substring(0, equals)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals("for")) {
                return address(pair.substring(equals + 1).strip());
            }
        }
        return Optional.empty();
    }

    /** With or without quotes, brackets and port. */
    private static Optional<InetAddress> address(String node) {
        String text = node.length() >= 2 && node.startsWith("\"") && node.endsWith("\"")
                ? node.substring(1, node.length() - 1)
                : node;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? Optional.empty() : AddressRange.address(text.substring(1, end));
        }
        int colon = text.indexOf(':');
        boolean hasPort = colon >= 0 && colon == text.lastIndexOf(':');
        return AddressRange.address(hasPort ? text.substring(0, colon) : text);
    }
}
