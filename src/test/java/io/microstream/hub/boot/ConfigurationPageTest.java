package io.microstream.hub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/configuration.md} true: name, default and bounds of a setting come from the code, only what it means
 * is written by hand. {@code mvn test -Dtest=ConfigurationPageTest -Dconfiguration.rewrite=true} writes them anew.
 */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final String BEGIN = "<!-- settings, written by ConfigurationPageTest -->";
    private static final String END = "<!-- end of settings -->";
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\|.*\\| ([^|]*) \\|");
    private static final Pattern VARIABLE = Pattern.compile("\\b(MICROSTREAM_[A-Z_]*[A-Z])\\b");

    @Test
    void tableOfSettingsIsTheCodes() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        List<String> inPage = page.subList(page.indexOf(BEGIN) + 1, page.indexOf(END));

        List<String> byCode = table(inPage);

        if (Boolean.getBoolean("configuration.rewrite")) {
            List<String> rewritten = new ArrayList<>(page.subList(0, page.indexOf(BEGIN) + 1));
            rewritten.addAll(byCode);
            rewritten.addAll(page.subList(page.indexOf(END), page.size()));
            Files.write(PAGE, rewritten);
            return;
        }
        assertThat(inPage)
                .as("written anew with -Dconfiguration.rewrite=true")
                .isEqualTo(byCode)
                .noneMatch(row -> row.endsWith("|  |"), "a setting without a meaning");
    }

    @Test
    void whatTheServerReadsIsWhatItsConfigurationSays() throws IOException {
        Map<String, String> inServer = new LinkedHashMap<>();
        Matcher variable = Pattern.compile("\\$\\{\\{ENV=([A-Z_]+):([^}]*)}}")
                .matcher(Files.readString(Path.of("src/main/payara/domain.xsl")));
        while (variable.find()) {
            inServer.put(variable.group(1), variable.group(2));
        }

        assertThat(Files.readString(PAGE))
                .contains(inServer.entrySet().stream()
                        .map(setting -> "| `" + setting.getKey() + "` | `" + setting.getValue() + "` |")
                        .toList());
        assertThat(inServer).containsOnlyKeys("PORT", "MICROSTREAM_HOST");
    }

    @Test
    void whatTheStartScriptReadsStandsInThePage() throws IOException {
        assertThat(rowsOf("## The start script"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(scriptVariables().stream(), Stream.of("JAVA_HOME"))
                        .toList());
    }

    @Test
    void noPageNamesASettingThatThereIsNot() throws IOException {
        Set<String> known = new TreeSet<>(scriptVariables());
        known.add("MICROSTREAM_HOST");
        settings().forEach(setting -> known.add(setting.variable()));

        Set<String> unknown = new TreeSet<>();
        for (Path page : pages()) {
            VARIABLE.matcher(Files.readString(page))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !known.contains(name))
                    .forEach(name -> unknown.add(page + ": " + name));
        }

        assertThat(unknown).isEmpty();
    }

    private static List<SettingsReader.Setting> settings() {
        SettingsReader reader = new SettingsReader(property -> Optional.empty());
        HubSettings.read(reader);
        return reader.settings();
    }

    /** The table as the code has it, in the order and under the headings that the page has. */
    private static List<String> table(List<String> inPage) {
        Map<String, SettingsReader.Setting> missing = new LinkedHashMap<>();
        settings().forEach(setting -> missing.put(setting.variable(), setting));
        List<String> rows = new ArrayList<>();
        for (String line : inPage) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                rows.add(line);
                continue;
            }
            SettingsReader.Setting setting = missing.remove(row.group(1));
            if (setting != null) {
                rows.add(row(setting, row.group(2)));
            }
        }
        missing.values().forEach(setting -> rows.add(row(setting, "")));
        return rows;
    }

    private static String row(SettingsReader.Setting setting, String meaning) {
        return "| `" + setting.variable() + "` | `" + setting.byDefault() + "` | " + setting.allowed() + " | " + meaning
                + " |";
    }

    private static List<String> rowsOf(String heading) throws IOException {
        return Files.readString(PAGE)
                .split(Pattern.quote(heading), 2)[1]
                .split("\n## ", 2)[0]
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();
    }

    private static Set<String> scriptVariables() throws IOException {
        return Pattern.compile("\\$\\{(MICROSTREAM_[A-Z_]+):-")
                .matcher(Files.readString(Path.of("bin/microstream-hub")))
                .results()
                .map(use -> use.group(1))
                .collect(Collectors.toSet());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> root = Files.list(Path.of(""))) {
            return Stream.concat(docs, root)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
