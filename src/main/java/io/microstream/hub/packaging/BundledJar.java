package io.microstream.hub.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * A jar that is bundled.
 *
 * @param licences in order, never empty
 * @param sha256 of the whole jar; empty for a part of another jar
 */
record BundledJar(String group, String artifact, String version, Set<String> licences, Optional<String> sha256) {
    private static final Pattern LICENCES = Pattern.compile("(?s)<licenses>(.*?)</licenses>");
    private static final Pattern NAME = Pattern.compile("<name>\\s*(.*?)\\s*</name>");
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-([0-9][A-Za-z0-9_.]*)");

    BundledJar {
        if (licences.isEmpty()) {
            throw new IllegalStateException("The licence of " + group + ":" + artifact + " is not known");
        }
        licences = Collections.unmodifiableSet(licences);
    }

    /** As one writes it: {@code group:artifact version}. */
    String title() {
        return group + ":" + artifact + " " + version;
    }

    /** What Maven has left in a jar about one of the artifacts inside it. */
    private record Pom(String group, String artifact, String version, List<String> licences) {}

    /**
     * Reads a jar: itself first, then the artifacts that were packed into it.
     *
     * @param file its name without {@code .jar}
     * @param version that of the server that it is a part of, for a jar that tells none
     */
    static List<BundledJar> read(String file, byte[] bytes, String version, LicenceTable table) throws IOException {
        List<Pom> poms = new ArrayList<>();
        Attributes manifest;
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes), false)) {
            manifest = Optional.ofNullable(jar.getManifest())
                    .orElseGet(Manifest::new)
                    .getMainAttributes();
            poms.addAll(poms(jar));
        }
        Matcher versioned = VERSIONED.matcher(file);
        String name = versioned.matches() ? versioned.group(1) : file;
        Pom own = poms.stream()
                .filter(pom -> name.equals(pom.artifact()) || poms.size() == 1)
                .findFirst()
                .orElseGet(() -> unnamed(name, manifest, version, table));
        List<String> said = Optional.ofNullable(manifest.getValue("Bundle-License"))
                .map(List::of)
                .orElse(own.licences());
        Set<String> licences = table.licences(own.group() + ":" + own.artifact(), said);

        List<BundledJar> jars = new ArrayList<>();
        jars.add(new BundledJar(own.group(), own.artifact(), own.version(), licences, Optional.of(sha256(bytes))));
        for (Pom pom : poms) {
            if (!pom.equals(own)) {
                Set<String> declared = table.licences(pom.group() + ":" + pom.artifact(), pom.licences());
                jars.add(new BundledJar(
                        pom.group(),
                        pom.artifact(),
                        pom.version(),
                        declared.isEmpty() ? licences : declared,
                        Optional.empty()));
            }
        }
        return jars;
    }

    private static Pom unnamed(String name, Attributes manifest, String version, LicenceTable table) {
        String group = table.group(name)
                .orElseThrow(() -> new IllegalStateException("Nobody knows where " + name + ".jar comes from"));
        String own = Optional.ofNullable(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                .or(() -> Optional.ofNullable(manifest.getValue("Bundle-Version")))
                .orElse(version);
        return new Pom(group, name, own, List.of());
    }

    private static List<Pom> poms(JarInputStream jar) throws IOException {
        List<Properties> coordinates = new ArrayList<>();
        List<String[]> texts = new ArrayList<>(); // folder, licences' names
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            String name = entry.getName();
            if (!name.startsWith("META-INF/maven/")) {
                continue;
            }
            if (name.endsWith("/pom.properties")) {
                Properties properties = new Properties();
                properties.load(new ByteArrayInputStream(jar.readAllBytes()));
                coordinates.add(properties);
            } else if (name.endsWith("/pom.xml")) {
                texts.add(new String[] {name, new String(jar.readAllBytes(), StandardCharsets.UTF_8)});
            }
        }
        return coordinates.stream().map(pom -> pom(pom, texts)).toList();
    }

    private static Pom pom(Properties coordinates, List<String[]> texts) {
        String group = coordinates.getProperty("groupId", "");
        String artifact = coordinates.getProperty("artifactId", "");
        String file = "META-INF/maven/" + group + "/" + artifact + "/pom.xml";
        List<String> licences = texts.stream()
                .filter(text -> text[0].equals(file))
                .flatMap(text -> LICENCES.matcher(text[1]).results())
                .map((MatchResult all) -> all.group(1))
                .flatMap(all -> NAME.matcher(all).results())
                .map(name -> name.group(1))
                .toList();
        return new Pom(group, artifact, coordinates.getProperty("version", ""), licences);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
