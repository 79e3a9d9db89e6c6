package io.microstream.hub.admin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextFormatTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 1_234_567, Long.MAX_VALUE})
    void valueIsWrittenAsItIs(long number) {
        assertThat(new TextFormat().text("a ").value(number)).hasToString("a " + number + "\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000000", "1, 0.000001", "999999, 0.999999", "1000000, 1.000000", "12345678, 12.345678"})
    void millionthsKeepAllTheirDigits(long number, String written) {
        assertThat(new TextFormat().millionths(number)).hasToString(written + "\n");
    }

    @Test
    void labelThatWouldEndEarlyIsEscaped() {
        assertThat(TextFormat.escaped("a\"b\\c\nd")).isEqualTo("a\\\"b\\\\c\\nd");
    }

    @Test
    void familyNamesItsType() {
        assertThat(new TextFormat().family("hub_bytes_total", "counter", "All of them"))
                .hasToString("# HELP hub_bytes_total All of them\n# TYPE hub_bytes_total counter\n");
    }

    @Test
    void textGrowsBeyondItsFirstBuffer() {
        TextFormat text = new TextFormat();
        for (int i = 0; i < 10_000; i++) {
            text.text("line ").value(i);
        }

        assertThat(text.toString().lines()).hasSize(10_000).last().isEqualTo("line 9999");
        assertThat(text.length()).isEqualTo(text.toString().length());
    }
}
