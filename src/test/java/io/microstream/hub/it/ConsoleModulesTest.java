package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The modules of the console that need no browser: layout of the map, numbers, words and order. The tests are in
 * {@code src/test/js/console} and run with {@code node --test}, beside a copy of the modules.
 */
class ConsoleModulesTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path MODULES = Path.of("src/main/webapp/admin/js");
    private static final Path TESTS = Path.of("src/test/js/console");

    @Test
    void everyModuleTestPasses() throws Exception {
        NodeScripts.requireNode();
        Path copy = NodeScripts.folder().resolve("console");
        copy(MODULES, copy);
        List<Path> tests = copy(TESTS, copy);
        // Only beside this do older versions of Node.js take the files for modules.
        Files.writeString(copy.resolve("package.json"), "{\"type\":\"module\"}");

        NodeScripts.Outcome outcome = NodeScripts.run(LIMIT, command(tests));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).containsPattern("pass [1-9]").contains("fail 0");
    }

    private static String[] command(List<Path> tests) {
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        tests.forEach(test -> command.add(test.toAbsolutePath().toString()));
        return command.toArray(String[]::new);
    }

    private static List<Path> copy(Path from, Path to) throws IOException {
        List<Path> copies = new ArrayList<>();
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(file);
                Files.createDirectories(target.getParent());
                copies.add(Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING));
            }
        }
        return copies;
    }
}
