package io.microstream.hub.packaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What {@code licences.txt} says: which licences may be bundled, and how jars speak of them. */
final class LicenceTable {
    private final Map<String, Map<String, String>> sections = new HashMap<>();

    LicenceTable(List<String> lines) {
        Map<String, String> section = new HashMap<>();
        for (String line : lines) {
            if (line.startsWith("[")) {
                section = section(line.substring(1, line.indexOf(']')));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" => ", 2);
                section.put(parts[0].strip(), parts[parts.length - 1].strip());
            }
        }
    }

    /** The group of a jar that does not tell it. */
    Optional<String> group(String file) {
        return Optional.ofNullable(section("group").get(file));
    }

    /**
     * The licences of a jar, in order; empty if nobody knows.
     *
     * @param coordinates group and artifact
     * @param said what the jar says itself: a licence's name or address, or several with commas between
     * @throws IllegalStateException if one is not known or not allowed
     */
    Set<String> licences(String coordinates, List<String> said) {
        Set<String> licences = new TreeSet<>();
        String chosen = section("chosen").get(coordinates);
        if (chosen != null) {
            licences.add(chosen);
        } else {
            said.forEach(text -> licences.addAll(known(coordinates, text)));
        }
        if (licences.isEmpty()) {
            section("silent").entrySet().stream()
                    .filter(entry -> coordinates.startsWith(entry.getKey()))
                    .findFirst()
                    .ifPresent(entry -> licences.addAll(several(entry.getValue())));
        }
        for (String licence : licences) {
            if (!section("allowed").containsKey(licence)) {
                throw new IllegalStateException(coordinates + " is under " + licence + ", which is not allowed");
            }
        }
        return licences;
    }

    private List<String> known(String coordinates, String text) {
        // In a manifest: "name";link="address".
        String name = text.split(";", 2)[0].replace("\"", "").strip();
        String whole = section("said").get(name);
        if (whole != null) {
            return several(whole);
        }
        if (!name.contains(",")) {
            throw new IllegalStateException(coordinates + " is under a licence that is not known: " + name);
        }
        List<String> parts = new ArrayList<>();
        for (String part : name.split(",")) {
            parts.addAll(known(coordinates, part));
        }
        return parts;
    }

    private static List<String> several(String licences) {
        return List.of(licences.split(" \\+ "));
    }

    private Map<String, String> section(String name) {
        return sections.computeIfAbsent(name, any -> new HashMap<>());
    }
}
