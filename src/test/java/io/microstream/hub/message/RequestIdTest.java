package io.microstream.hub.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.json.JsonWindow;
import io.microstream.hub.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestIdTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a\"|\"a\"",
                "\"a\"|\"\\u0061\"",
                "\"\\u0061\"|\"\\u0061\"",
                "\"é\"|\"\\u00e9\"",
                "\"a/b\"|\"a\\/b\"",
                "\"\"|\"\"",
                "1|1.0",
                "100|1e2",
                "0|-0",
                "true|true",
                "null|null"
            })
    void whatSaysTheSameIsEqualInEachForm(String one, String other) {
        assertThat(id(one)).isEqualTo(id(other)).hasSameHashCodeAs(id(other));
        assertThat(id(one).copy()).isEqualTo(id(other)).hasSameHashCodeAs(id(other));
        assertThat(id(one)).isEqualTo(id(other).copy());
        assertThat(id(one).copy()).isEqualTo(id(other).copy());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"1\"|1",
                "\"a\"|\"b\"",
                "\"a\"|\"a \"",
                "\"null\"|null",
                "1|2",
                "\"\\ud800\"|\"?\"",
                "\"d\"|\"s\""
            })
    void whatSaysSomethingElseIsNot(String one, String other) {
        assertThat(id(one)).isNotEqualTo(id(other));
        assertThat(id(one).copy()).isNotEqualTo(id(other));
        assertThat(id(one)).isNotEqualTo(id(other).copy());
    }

    @Test
    void isWhateverItsTextIsAndACopyStays() {
        byte[] text = "\"a\"\"b\"".getBytes(StandardCharsets.UTF_8);
        JsonWindow window = new JsonWindow();
        RequestId id = RequestId.of(window);
        assertThat(id.isAbsent()).isTrue();

        window.show(text, 0, 3);
        RequestId kept = id.copy();
        window.show(text, 3, 6);

        assertThat(kept).isEqualTo(id("\"a\""));
        assertThat(id).isEqualTo(id("\"b\"")).isNotEqualTo(kept);
        Arrays.fill(text, (byte) '#');
        assertThat(kept.text().text()).isEqualTo("\"a\"");
    }

    private static RequestId id(String text) {
        return RequestId.of(RawJson.of(text));
    }
}
