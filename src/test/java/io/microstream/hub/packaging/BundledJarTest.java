package io.microstream.hub.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundledJarTest {
    private static final LicenceTable TABLE = table();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "https://www.apache.org/licenses/LICENSE-2.0.txt | Apache-2.0",
                "Apache License, Version 2.0 | Apache-2.0",
                "\"Apache License, Version 2.0\";link=\"https://www.apache.org/licenses/LICENSE-2.0.txt\" | Apache-2.0",
                "BSD-3-Clause;link=https://asm.ow2.io/LICENSE.txt | BSD-3-Clause",
                "http://www.eclipse.org/legal/epl-2.0, http://www.eclipse.org/org/documents/edl-v10.php | BSD-3-Clause EPL-2.0",
            })
    void licenceOfTheManifestIsRead(String said, String licences) throws IOException {
        List<BundledJar> jars = read("shop-1.0", said, Map.of("com.shop/shop", ""));

        assertThat(jars).singleElement().satisfies(jar -> {
            assertThat(jar.title()).isEqualTo("com.shop:shop 1.0");
            assertThat(String.join(" ", jar.licences())).isEqualTo(licences);
            assertThat(jar.sha256()).hasValueSatisfying(sum -> assertThat(sum).hasSize(64));
        });
    }

    @Test
    void artifactThatWasPackedIntoAnotherJarHasItsOwnLicence() throws IOException {
        List<BundledJar> jars = read(
                "shop",
                "Apache-2.0",
                Map.of(
                        "com.shop/shop",
                        "",
                        "com.till/till",
                        "<licenses><license><name>EPL 2.0</name></license></licenses>"));

        assertThat(jars.get(0).title()).isEqualTo("com.shop:shop 1.0");
        assertThat(jars.get(1).title()).isEqualTo("com.till:till 1.0");
        assertThat(jars.get(1).licences()).containsExactly("EPL-2.0");
    }

    @Test
    void unknownLicenceFails() {
        assertThatThrownBy(() -> read("shop", "Beerware", Map.of("com.shop/shop", "")))
                .hasMessage("com.shop:shop is under a licence that is not known: Beerware");
    }

    @Test
    void licenceThatIsKnownButNotAllowedFails() {
        LicenceTable table = new LicenceTable(List.of("[allowed]", "MIT", "[said]", "GPL 3 => GPL-3.0-only"));

        assertThatThrownBy(() -> table.licences("com.shop:shop", List.of("GPL 3")))
                .hasMessage("com.shop:shop is under GPL-3.0-only, which is not allowed");
    }

    @Test
    void jarThatSaysNothingFails() {
        assertThatThrownBy(() -> read("shop", "", Map.of("com.shop/shop", "")))
                .hasMessage("The licence of com.shop:shop is not known");
        assertThatThrownBy(() -> read("shop", "", Map.of())).hasMessage("Nobody knows where shop.jar comes from");
    }

    /** Reads a jar that says a licence, and was made of artifacts with a POM each. */
    private static List<BundledJar> read(String file, String said, Map<String, String> poms) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!said.isEmpty()) {
            manifest.getMainAttributes().putValue("Bundle-License", said);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, String> pom : poms.entrySet()) {
                String[] names = pom.getKey().split("/");
                String folder = "META-INF/maven/" + pom.getKey() + "/";
                add(jar, folder + "pom.xml", "<project>" + pom.getValue() + "</project>");
                add(
                        jar,
                        folder + "pom.properties",
                        "groupId=" + names[0] + "\nartifactId=" + names[1] + "\nversion=1.0\n");
            }
        }
        return BundledJar.read(file, bytes.toByteArray(), "6.0", TABLE);
    }

    private static void add(JarOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }

    private static LicenceTable table() {
        try {
            return new LicenceTable(Files.readAllLines(Path.of("src/main/licences/licences.txt")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
