package io.microstream.hub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.microstream.hub.json.JsonException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLimitsTest {
    @ParameterizedTest
    @CsvSource({"'[', ']', 1", "'{\"a\":', '}', 1", "'[{\"a\":', '}]', 2", "'{\"a\":[1,', '],\"b\":2}', 2"})
    void depth256Passes(String opening, String closing, int levels) {
        byte[] json = Scans.utf8(nested(opening, closing, 256 / levels));

        assertThatCode(() -> Scans.skip(json)).doesNotThrowAnyException();
        assertThatCode(() -> Scans.walk(json)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"'[', ']', 1", "'{\"a\":', '}', 1", "'[{\"a\":', '}]', 2", "'{\"a\":[1,', '],\"b\":2}', 2"})
    void depth257IsRefused(String opening, String closing, int levels) {
        byte[] json = Scans.utf8("[" + nested(opening, closing, 256 / levels) + "]");

        assertThatThrownBy(() -> Scans.skip(json)).satisfies(e -> assertReason(e, Reason.TOO_DEEP));
        assertThatThrownBy(() -> Scans.walk(json)).satisfies(e -> assertReason(e, Reason.TOO_DEEP));
    }

    @Test
    void depthOfTextThatNeverClosesIsRefusedAtTheLimit() {
        JsonException refusal = Scans.refusal(Scans.utf8("[".repeat(100_000)));

        assertThat(refusal.reason()).isEqualTo(Reason.TOO_DEEP);
        assertThat(Scans.offset(refusal)).isEqualTo(256);
    }

    @Test
    void enteredAndSkippedLevelsCountTogether() {
        JsonScanner scanner = Scans.scanner(Scans.utf8("[{\"a\":[[]]}]"), new JsonLimits(3, 10));
        scanner.enterArray();
        scanner.nextElement();
        scanner.enterObject();
        scanner.nextKey();

        assertThatThrownBy(scanner::skipValue).satisfies(e -> assertReason(e, Reason.TOO_DEEP));
    }

    @Test
    void manyNeighboursAreNotDeep() {
        JsonScanner scanner = Scans.scanner(Scans.utf8("[[],[],[[]],{},{\"a\":{}},[[],[]]]"), new JsonLimits(3, 10));

        assertThatCode(scanner::end).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "0.", "1e", "-1.5E+"})
    void numberOf1000CharactersPasses(String beginning) {
        String number = beginning + "1".repeat(1000 - beginning.length());

        assertThatCode(() -> Scans.skip(Scans.utf8("[" + number + "]"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "0.", "1e", "-1.5E+"})
    void numberOf1001CharactersIsRefused(String beginning) {
        String number = beginning + "1".repeat(1001 - beginning.length());

        JsonException refusal = Scans.refusal(Scans.utf8("[" + number + "]"));

        assertThat(refusal.reason()).isEqualTo(Reason.NUMBER_TOO_LONG);
        assertThat(Scans.offset(refusal)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "-1, 1000", "256, 0"})
    void limitBelowOneIsRefused(int maxDepth, int maxNumberLength) {
        assertThatThrownBy(() -> new JsonLimits(maxDepth, maxNumberLength))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String nested(String opening, String closing, int times) {
        return opening.repeat(times) + "0" + closing.repeat(times);
    }

    private static void assertReason(Throwable thrown, Reason reason) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
