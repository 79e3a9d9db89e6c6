package io.microstream.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"or\nders", "or\r\nders", "or\u0000ders", "or\u001bders", "or\u0085ders", "or\u2028ders"})
    void whatWouldBreakTheLineIsTakenOut(String text) {
        assertThat(LogText.clean(text)).isEqualTo("orders");
    }

    @Test
    void longestTextStaysWhole() {
        String text = "x".repeat(LogText.MAX_LENGTH);

        assertThat(LogText.clean(text)).isEqualTo(text);
    }

    @Test
    void longerTextIsCutOff() {
        assertThat(LogText.clean("x".repeat(LogText.MAX_LENGTH + 1))).hasSize(LogText.MAX_LENGTH);
    }
}
