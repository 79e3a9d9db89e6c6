package io.microstream.hub.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What the executable jar is made of: a bill of materials in CycloneDX, and {@code NOTICE}. Fails the build on a jar whose
 * licence is not known or not allowed, and on a {@code NOTICE} that says something else.
 */
public final class BillOfMaterials {
    private static final String MODULES = "MICRO-INF/runtime/";
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final String HEAD = """
            MicroStream Hub
            Licensed under the MIT License, see LICENSE.

            What is bundled, by licence. The build writes this list (-Dnotice.rewrite=true) and fails where it is not
            true, or where a licence is not among those of src/main/licences/licences.txt. The texts of the licences and
            the notices of the authors are inside: in the executable jar below META-INF/licenses, in the WAR in each jar
            below WEB-INF/lib.
            """;

    private BillOfMaterials() {}

    /**
     * @param arguments payara-micro.jar, the WAR, the table of licences, NOTICE, the bill to write, the hub's version,
     *     the server's version, the time of the build, {@code true} to write NOTICE anew
     */
    public static void main(String[] arguments) throws IOException {
        LicenceTable table = new LicenceTable(Files.readAllLines(Path.of(arguments[2])));
        List<BundledJar> inWar = jars(Path.of(arguments[1]), LIBRARIES, arguments[6], table);
        List<BundledJar> inServer = jars(Path.of(arguments[0]), MODULES, arguments[6], table);
        checkNotice(Path.of(arguments[3]), notice(inWar, inServer, arguments[6]), arguments[8].equals("true"));
        List<BundledJar> all = new ArrayList<>(inWar);
        all.addAll(inServer);
        Files.writeString(Path.of(arguments[4]), json(all, arguments[5], arguments[7]));
    }

    private static List<BundledJar> jars(Path archive, String folder, String version, LicenceTable table)
            throws IOException {
        Predicate<ZipEntry> isJar =
                entry -> entry.getName().startsWith(folder) && entry.getName().endsWith(".jar");
        List<BundledJar> jars = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().filter(isJar).toList()) {
                String file = entry.getName()
                        .substring(folder.length(), entry.getName().length() - ".jar".length());
                try (InputStream in = zip.getInputStream(entry)) {
                    jars.addAll(BundledJar.read(file, in.readAllBytes(), version, table));
                }
            }
        }
        jars.sort(Comparator.comparing(BundledJar::title));
        return jars;
    }

    private static void checkNotice(Path file, String notice, boolean rewrite) throws IOException {
        if (rewrite) {
            Files.writeString(file, notice);
        } else if (!Files.readString(file).equals(notice)) {
            throw new IllegalStateException(file + " does not say what is bundled: build with -Dnotice.rewrite=true");
        }
    }

    private static String notice(List<BundledJar> inWar, List<BundledJar> inServer, String server) {
        return HEAD
                + "\n\nIn the WAR and in the executable jar\n"
                + byLicence(inWar)
                + "\n\nIn the executable jar: Payara Micro " + server + "\n"
                + byLicence(inServer);
    }

    private static String byLicence(List<BundledJar> jars) {
        Map<String, List<String>> titles = new TreeMap<>();
        for (BundledJar jar : jars) {
            titles.computeIfAbsent(String.join(", ", jar.licences()), any -> new ArrayList<>())
                    .add(jar.title());
        }
        return titles.entrySet().stream()
                .map(entry -> "\n" + entry.getKey() + "\n"
                        + entry.getValue().stream()
                                .distinct()
                                .map(title -> "    " + title + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    /** CycloneDX 1.6, "Components". */
    private static String json(List<BundledJar> jars, String version, String time) {
        return """
                {
                  "bomFormat": "CycloneDX",
                  "specVersion": "1.6",
                  "version": 1,
                  "metadata": {
                    "timestamp": "%s",
                    "component": {
                      "type": "application",
                      "bom-ref": "microstream-hub",
                      "group": "io.microstream",
                      "name": "microstream-hub",
                      "version": "%s",
                      "licenses": [{"license": {"id": "MIT"}}]
                    }
                  },
                  "components": [
                """.formatted(time, version)
                + jars.stream().map(BillOfMaterials::component).distinct().collect(Collectors.joining(",\n"))
                + "\n  ]\n}\n";
    }

    private static String component(BundledJar jar) {
        String address = "pkg:maven/" + jar.group() + "/" + jar.artifact() + "@" + jar.version() + "?type=jar";
        String licences = jar.licences().stream()
                // A name of more than one word is none of SPDX's.
                .map(licence ->
                        "{\"license\": {\"" + (licence.contains(" ") ? "name" : "id") + "\": \"" + licence + "\"}}")
                .collect(Collectors.joining(", "));
        String hash = jar.sha256()
                .map(sum -> ", \"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"" + sum + "\"}]")
                .orElse("");
        return "    {\"type\": \"library\", \"group\": \"%s\", \"name\": \"%s\", \"version\": \"%s\", \"purl\": \"%s\", \"licenses\": [%s]%s}"
                .formatted(jar.group(), jar.artifact(), jar.version(), address, licences, hash);
    }
}
