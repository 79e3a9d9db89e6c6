package io.microstream.hub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStringsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"\"                        | ``",
                "\"billing\"                 | billing",
                "\"b\\u0069lling\"           | billing",
                "\"\\u0062\\u0069\"          | bi",
                "\"café 😀\"                 | café 😀",
                "\"caf\\u00e9 \\uD83d\\ude00\" | café 😀",
                "\"é\\/\\\\\\\"é\"           | é/\\\"é",
                "\"\\u0022\"                 | \"",
            })
    void stringIsUnescaped(String json, String said) {
        assertThat(JsonStrings.unescape(RawJson.of(json))).isEqualTo(said);
    }

    @Test
    void everyShortEscapeIsUnescaped() {
        RawJson string = RawJson.of("\"\\b\\f\\n\\r\\t\\/\\\\\\\"\\u0000\"");

        assertThat(JsonStrings.unescape(string)).isEqualTo("\b\f\n\r\t/\\\"\u0000");
    }

    @ParameterizedTest
    @CsvSource({"\\ud800, d800", "x\\udfff, dfff", "\\ude00\\ud83d, de00"})
    void loneSurrogateEscapeBecomesThatSurrogate(String escaped, String unit) {
        String said = JsonStrings.unescape(RawJson.of("\"" + escaped + "\""));

        assertThat(said).contains(Character.toString((char) Integer.parseInt(unit, 16)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"\"                   | 73",
                "\"r-1\"                | 73 72 2d 31",
                "\"\\u0072-1\"          | 73 72 2d 31",
                "\"\\n\\u0000\"         | 73 0a 00",
                "\"é\"                  | 73 c3 a9",
                "\"\\u00e9\"            | 73 c3 a9",
                "\"\\u007f\\u0080\"     | 73 7f c2 80",
                "\"\\u07ff\\u0800\"     | 73 df bf e0 a0 80",
                "\"\\u20AC€\"           | 73 e2 82 ac e2 82 ac",
                "\"\\uffff\"            | 73 ef bf bf",
                "\"😀\"                 | 73 f0 9f 98 80",
                "\"\\ud83d\\ude00\"     | 73 f0 9f 98 80",
                "\"\\ud83d\"            | 73 ed a0 bd",
                "\"\\ude00\\ud83d\"     | 73 ed b8 80 ed a0 bd",
                "\"\\ud83d\\ud83d\\ude00\" | 73 ed a0 bd f0 9f 98 80",
                "\"\\ud83d\\u0041\"     | 73 ed a0 bd 41",
                "\"\\ud83dx\\ude00\"    | 73 ed a0 bd 78 ed b8 80",
            })
    void taggedBytesAreEqualWhereTheStringsSayTheSame(String json, String hex) {
        byte[] bytes = JsonStrings.unescape(RawJson.of(json), (byte) 's');

        assertThat(HexFormat.ofDelimiter(" ").formatHex(bytes)).isEqualTo(hex);
    }

    @Test
    void stringWithinALargerArrayIsUnescaped() {
        byte[] array = Scans.utf8("[\"a\\n\",\"b\"]");
        RawJson string = RawJson.slice(array, 1, 6);

        assertThat(JsonStrings.unescape(string)).isEqualTo("a\n");
        assertThat(JsonStrings.unescape(string, (byte) 's')).containsExactly('s', 'a', '\n');
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "[\"a\"]"})
    void otherThanAStringIsNotUnescaped(String json) {
        assertThatThrownBy(() -> JsonStrings.unescape(RawJson.of(json))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonStrings.unescape(RawJson.of(json), (byte) 's'))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``        | \"\"",
                "billing   | \"billing\"",
                "a\"b\\c/  | \"a\\\"b\\\\c/\"",
                "é€😀      | \"é€😀\"",
            })
    void textIsQuoted(String text, String json) {
        assertThat(JsonStrings.quote(text).text()).isEqualTo(json);
    }

    @Test
    void controlCharactersAreEscapedAsJavaScriptDoes() {
        assertThat(JsonStrings.quote("\b\f\n\r\t\u0000\u001f\u007f\u2028").text())
                .isEqualTo("\"\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028\"");
    }

    @Test
    void loneSurrogateIsEscaped() {
        assertThat(JsonStrings.quote("\ud83d\ud83d\ude00\ude00x\udbff").text())
                .isEqualTo("\"\\ud83d😀\\ude00x\\udbff\"");
    }

    @Test
    void whatIsQuotedIsLegalAndSaysTheSame() {
        for (char unit = 0; unit < Character.MAX_VALUE; unit++) {
            String text = "a" + unit + "b";

            RawJson json = JsonStrings.quote(text);

            assertThatCode(() -> Scans.skip(json.copy().array())).doesNotThrowAnyException();
            assertThat(JsonStrings.unescape(json)).isEqualTo(text);
        }
    }
}
