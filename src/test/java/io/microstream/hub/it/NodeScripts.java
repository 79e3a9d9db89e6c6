package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The scripts of {@code src/test/js}, copied to a folder beside the npm packages that they use, and run with Node.js.
 *
 * <p>Owns that folder. Packages are installed once and kept until {@code package.json} changes.
 */
final class NodeScripts {
    private static final Path SOURCES = Path.of(System.getProperty("js.sources", "src/test/js"));
    private static final Path FOLDER = Path.of(System.getProperty("js.directory", "target/js"));
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);
    private static final Duration VERSION_LIMIT = Duration.ofSeconds(30);

    /** What a program said, both streams as one, and how it ended. */
    record Outcome(int exitCode, String output) {}

    private NodeScripts() {}

    /**
     * Skips the calling test where Node.js or npm is missing. Where they have to be there (environment {@code CI=true},
     * or system property {@code requireNode}), the test fails instead.
     */
    static void requireNode() throws IOException, InterruptedException {
        boolean found = answersVersion("node") && answersVersion("npm");
        if (isNodeExpected()) {
            assertThat(found).as("node and npm can be run").isTrue();
        }
        assumeTrue(found, "Node.js or npm is not installed");
    }

    /** Where the scripts are, once they are installed. */
    static Path folder() {
        return FOLDER;
    }

    /** Copies the scripts and installs the packages that are not there yet. */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path description = SOURCES.resolve("package.json");
        Path installed = FOLDER.resolve("node_modules/.installed-for.json");
        try (Stream<Path> scripts = Files.list(SOURCES)) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                Files.copy(script, FOLDER.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (Files.exists(installed) && Files.mismatch(installed, description) == -1) {
            return;
        }

        Outcome outcome = run(
                INSTALL_LIMIT, "npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--fetch-retries=5");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        Files.copy(description, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Runs a command in the folder; ends it and what it started when it takes longer than the limit. */
    static Outcome run(Duration limit, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(FOLDER, "run-", ".log");
        Process process = new ProcessBuilder(List.of(command))
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            return ended
                    ? new Outcome(process.exitValue(), text)
                    : new Outcome(-1, text + "not done after " + limit.toSeconds() + " s");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private static boolean answersVersion(String program) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try {
            return run(VERSION_LIMIT, program, "--version").exitCode() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private static boolean isNodeExpected() {
        String property = System.getProperty("requireNode");
        return "true".equals(System.getenv("CI")) || (property != null && !property.equals("false"));
    }
}
