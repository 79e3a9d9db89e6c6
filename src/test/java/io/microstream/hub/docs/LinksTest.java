package io.microstream.hub.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A link from one page to another leads to a page, and to a heading that it has. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            LINK.matcher(text(page))
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
                    .filter(target -> !leadsSomewhere(page, target))
                    .forEach(target -> broken.add(page + " -> " + target));
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageIsLinkedFromTheReadmeOrTheOverview() throws IOException {
        String overview = Files.readString(Path.of("README.md")) + Files.readString(Path.of("docs/README.md"));

        assertThat(pages().stream().filter(page -> page.startsWith("docs") && !page.startsWith("docs/adr")))
                .allMatch(
                        page -> page.endsWith("docs/README.md")
                                || overview.contains(Path.of("docs").relativize(page) + ")"),
                        "linked");
    }

    private static boolean leadsSomewhere(Path page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(file) && (parts.length == 1 || headings(file).contains(parts[1].toLowerCase(Locale.ROOT)));
    }

    /** The anchors of a page, as a forge makes them of its headings. */
    private static List<String> headings(Path page) {
        return HEADING.matcher(text(page))
                .results()
                .map((MatchResult heading) -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String text(Path page) {
        try {
            return FENCED.matcher(Files.readString(page)).replaceAll("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> all =
                        Stream.of("docs", "client", "examples").map(Path::of).flatMap(LinksTest::below);
                Stream<Path> root = Files.list(Path.of(""))) {
            return Stream.concat(all, root)
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("target/")
                            && !file.toString().contains("node_modules"))
                    .toList();
        }
    }

    private static Stream<Path> below(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }
}
