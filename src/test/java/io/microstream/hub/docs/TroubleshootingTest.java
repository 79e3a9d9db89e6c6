package io.microstream.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.message.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever has a line of the log or a code in hand finds it in the page about troubles. */
class TroubleshootingTest {
    /** A call of the log up to the first text in it. */
    private static final Pattern LINE = Pattern.compile("LOGGER\\.log\\(([^;]*?)\"((?:[^\"\\\\]|\\\\.)+)\"");

    @Test
    void everyLineOfTheLogFromInfoOnStandsInThePage() throws IOException {
        String page = page("docs/TROUBLESHOOTING.md");

        Set<String> lines = lines();

        assertThat(lines).hasSizeGreaterThan(30).allMatch(page::contains, "stands in docs/TROUBLESHOOTING.md");
    }

    @Test
    void everyCodeStandsInThePageAndInTheProtocol() throws IOException {
        List<String> codes =
                Arrays.stream(ErrorCode.values()).map(code -> "`" + code + "`").toList();

        assertThat(page("docs/TROUBLESHOOTING.md")).contains(codes);
        assertThat(page("docs/PROTOCOL.md")).contains(codes);
    }

    /** How each line begins, without a word that is put together of parts. */
    private static Set<String> lines() throws IOException {
        Set<String> lines = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                LINE.matcher(Files.readString(source))
                        .results()
                        .filter(TroubleshootingTest::isShown)
                        .map(line -> line.group(2).split("%", 2)[0].strip())
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private static boolean isShown(MatchResult line) {
        String level = line.group(1);
        return !level.contains("Level.DEBUG") || level.contains("Level.WARNING");
    }

    private static String page(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
