package io.microstream.client.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The packets on which hub and clients agree: {@code src/test/vectors/packets.txt} of the hub's build. */
public record Vectors(Map<String, String> parts, List<byte[]> attachments) {
    private static final Path FILE = Path.of("../src/test/vectors/packets.txt");

    /** All of them. */
    public static List<Vectors> all() {
        try {
            List<Vectors> all = new ArrayList<>();
            for (String block : Files.readString(FILE, StandardCharsets.UTF_8).split("\n\n")) {
                if (!block.startsWith("#")) {
                    all.add(of(block));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part, or empty text. */
    public String part(String name) {
        return parts.getOrDefault(name, "");
    }

    private static Vectors of(String block) {
        Map<String, String> parts = new HashMap<>();
        List<byte[]> attachments = new ArrayList<>();
        for (String line : block.split("\n")) {
            String[] nameAndValue = line.split(": ", 2);
            if (nameAndValue[0].equals("binary")) {
                attachments.add(HexFormat.of().parseHex(nameAndValue[1]));
            } else {
                parts.put(nameAndValue[0], nameAndValue[1]);
            }
        }
        return new Vectors(parts, attachments);
    }

    @Override
    public String toString() {
        return part("sent");
    }
}
