package io.microstream.hub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private final Map<String, String> properties = new HashMap<>();
    private final SettingsReader reader = new SettingsReader(property -> Optional.ofNullable(properties.get(property)));

    @ParameterizedTest
    @CsvSource({"300ms,PT0.3S", "25s,PT25S", "2m,PT2M", "1h,PT1H", "1ms,PT0.001S", "8760h,PT8760H", "' 7s ',PT7S"})
    void timeIsReadWithItsUnit(String text, Duration expected) {
        properties.put("microstream.ping.interval", text);

        assertThat(reader.duration("MICROSTREAM_PING_INTERVAL", "25s")).isEqualTo(expected);
        assertThat(reader.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"25", "s", "25 s", "-1s", "1.5s", "25S", "PT25S", "0s", "0ms", "8761h", "999999999999h", "1d"})
    void timeThatCannotBeUsedIsRefusedAndTheDefaultStands(String text) {
        properties.put("microstream.ping.interval", text);

        Duration read = reader.duration("MICROSTREAM_PING_INTERVAL", "25s");

        assertThat(read).isEqualTo(Duration.ofSeconds(25));
        assertThat(reader.problems())
                .singleElement()
                .asString()
                .startsWith("MICROSTREAM_PING_INTERVAL=" + text + " cannot be used: it is a time ");
    }

    @ParameterizedTest
    @CsvSource({"1000,1000", "64KB,64000", "16MB,16000000", "1gb,1000000000", "5000B,5000", "64kb,64000"})
    void sizeIsReadWithItsUnit(String text, long expected) {
        properties.put("microstream.send.buffer", text);

        assertThat(reader.bytes("MICROSTREAM_SEND_BUFFER", "16MB", 1_000, 1_000_000_000))
                .isEqualTo(expected);
        assertThat(reader.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"999", "1000000001", "-1", "1.5MB", "16 MB", "16MiB", "MB", "999999999999GB", "18446744074GB"})
    void sizeThatCannotBeUsedIsRefusedAndTheDefaultStands(String text) {
        properties.put("microstream.send.buffer", text);

        long read = reader.bytes("MICROSTREAM_SEND_BUFFER", "16MB", 1_000, 1_000_000_000);

        assertThat(read).isEqualTo(16_000_000);
        assertThat(reader.problems())
                .singleElement()
                .asString()
                .startsWith("MICROSTREAM_SEND_BUFFER=" + text + " cannot be used: it is a size ");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "65535,65535", "' 3000 ',3000"})
    void numberIsReadWithinItsBounds(String text, int expected) {
        properties.put("port", text);

        assertThat(reader.number("PORT", 3000, 1, 65_535)).isEqualTo(expected);
        assertThat(reader.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "3000x", "3e3", "99999999999", "none"})
    void numberThatCannotBeUsedIsRefusedAndTheDefaultStands(String text) {
        properties.put("port", text);

        assertThat(reader.number("PORT", 3000, 1, 65_535)).isEqualTo(3000);
        assertThat(reader.problems())
                .containsExactly("PORT=" + text + " cannot be used: it is a number from 1 to 65535.");
    }

    @ParameterizedTest
    @CsvSource({"none,0", "NONE,0", "'',0", "1,1", "100,100"})
    void limitMayBeAbsent(String text, int expected) {
        properties.put("microstream.max.connections.per.address", text);

        assertThat(reader.numberOrNone("MICROSTREAM_MAX_CONNECTIONS_PER_ADDRESS", 100))
                .isEqualTo(expected);
        assertThat(reader.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "off"})
    void limitThatCannotBeUsedIsRefusedAndNoneIsNamed(String text) {
        properties.put("microstream.max.connections.per.address", text);

        assertThat(reader.numberOrNone("MICROSTREAM_MAX_CONNECTIONS_PER_ADDRESS", 100))
                .isZero();
        assertThat(reader.problems())
                .containsExactly("MICROSTREAM_MAX_CONNECTIONS_PER_ADDRESS=" + text
                        + " cannot be used: it is none, or a number from 1 to 100.");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "TRUE,true", "false,false", "'',false"})
    void flagIsTrueOrFalse(String text, boolean expected) {
        properties.put("microstream.pongs.count", text);

        assertThat(reader.flag("MICROSTREAM_PONGS_COUNT", false)).isEqualTo(expected);
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void flagThatIsNeitherIsRefused() {
        properties.put("microstream.pongs.count", "yes");

        assertThat(reader.flag("MICROSTREAM_PONGS_COUNT", false)).isFalse();
        assertThat(reader.problems())
                .containsExactly("MICROSTREAM_PONGS_COUNT=yes cannot be used: it is one of true, false.");
    }

    @Test
    void choiceIsReadInAnyCase() {
        properties.put("log.level", "Warn");

        assertThat(reader.choice("LOG_LEVEL", "info", "info", "warn")).isEqualTo("warn");
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void choiceThatIsNoneIsRefused() {
        properties.put("log.level", "trace");

        assertThat(reader.choice("LOG_LEVEL", "info", "info", "warn")).isEqualTo("info");
        assertThat(reader.problems()).containsExactly("LOG_LEVEL=trace cannot be used: it is one of info, warn.");
    }

    @Test
    void starStandsForEverything() {
        properties.put("microstream.allowed.origins", "*");

        assertThat(reader.listOrAll("MICROSTREAM_ALLOWED_ORIGINS")).isEmpty();
        assertThat(reader.problems()).isEmpty();
    }

    @Test
    void listIsSplitAtCommasAndComparedInLowerCase() {
        properties.put("microstream.allowed.origins", "https://Shop.example , ,http://localhost:8080");

        assertThat(reader.listOrAll("MICROSTREAM_ALLOWED_ORIGINS"))
                .containsExactly("https://shop.example", "http://localhost:8080");
        assertThat(reader.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", " , ", "*,https://shop.example"})
    void listThatWouldAllowEverythingWithoutSayingSoIsRefused(String text) {
        properties.put("microstream.allowed.origins", text);

        reader.listOrAll("MICROSTREAM_ALLOWED_ORIGINS");

        assertThat(reader.problems())
                .singleElement()
                .asString()
                .endsWith(" cannot be used: it is *, or names with commas between.");
    }

    @Test
    void everyProblemIsNotedInOrder() {
        properties.put("port", "x");
        properties.put("microstream.drain", "soon");
        properties.put("log.level", "loud");

        reader.number("PORT", 3000, 1, 65_535);
        reader.duration("MICROSTREAM_DRAIN", "10s");
        reader.choice("LOG_LEVEL", "info", "info", "warn");

        assertThat(reader.problems())
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .containsExactly("PORT", "MICROSTREAM_DRAIN", "LOG_LEVEL");
    }

    @Test
    void valueIsShownWithoutControlCharactersAndCut() {
        properties.put("port", "1\u001b[31m\u009b2J" + "9".repeat(100));

        reader.number("PORT", 3000, 1, 65_535);

        assertThat(reader.problems())
                .containsExactly(
                        "PORT=1?[31m?2J" + "9".repeat(71) + "… cannot be used: it is a number from 1 to 65535.");
    }

    @ParameterizedTest
    @CsvSource({"'1,2, 3',3", "7,1", "none,0", "'',0"})
    void listIsReadWithCommasBetween(String text, int size) {
        properties.put("microstream.trusted.proxies", text);

        assertThat(reader.listOrNone("MICROSTREAM_TRUSTED_PROXIES", SettingsReaderTest::digit, "digits"))
                .hasSize(size);
        assertThat(reader.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,x", "1,,2", ",", "1 2"})
    void listWithOneValueThatCannotBeUsedIsRefused(String text) {
        properties.put("microstream.trusted.proxies", text);

        assertThat(reader.listOrNone("MICROSTREAM_TRUSTED_PROXIES", SettingsReaderTest::digit, "digits"))
                .isEmpty();
        assertThat(reader.problems())
                .containsExactly("MICROSTREAM_TRUSTED_PROXIES=" + text + " cannot be used: it is digits.");
    }

    private static Optional<Integer> digit(String text) {
        return text.matches("\\d") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
