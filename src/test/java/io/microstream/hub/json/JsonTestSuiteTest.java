package io.microstream.hub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The public JSONTestSuite (nst/JSONTestSuite), where a checkout of it is at hand:
 * {@code mvn test -Dtest=JsonTestSuiteTest -DargLine=-DjsonTestSuite.dir=…/test_parsing}.
 */
class JsonTestSuiteTest {
    @Test
    void whatMustPassPassesAndWhatMustNotIsRefused() throws IOException {
        String directory = System.getProperty("jsonTestSuite.dir", "");
        assumeTrue(!directory.isEmpty(), "jsonTestSuite.dir is not set");
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> actual = new TreeMap<>();

        try (Stream<Path> files = Files.list(Path.of(directory))) {
            for (Path file : files.toList()) {
                byte[] json = Files.readAllBytes(file);
                String name = file.getFileName().toString();
                String skipped = verdict(() -> Scans.skip(json));
                // y_ must pass, n_ must not, and on i_ each implementation decides; ours does not depend on the way.
                expected.put(name, name.startsWith("y_") ? "passes" : name.startsWith("n_") ? "refused" : skipped);
                actual.put(name, skipped);
                expected.put(name + " walked", expected.get(name));
                actual.put(name + " walked", verdict(() -> Scans.walk(json)));
            }
        }

        assertThat(expected).hasSizeGreaterThan(2 * 250);
        assertThat(actual).isEqualTo(expected);
    }

    private static String verdict(Runnable scan) {
        try {
            scan.run();
            return "passes";
        } catch (JsonException refused) {
            return "refused";
        }
    }
}
