package io.microstream.hub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.microstream.hub.json.JsonException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON and what is not: whole texts, skipped as one value and walked through. */
class JsonSyntaxTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "-0.0",
                "7",
                "10",
                "1.0",
                "0.10",
                "1e3",
                "1E+3",
                "1e-03",
                "-12.50e00",
                "12345678901234567890",
                "1e999",
                "\"\"",
                "\"a\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\uFfFf\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud83d\\ude00\"",
                "\"\u007f\"",
                "\"\u0080é\u07ff\u0800\u2028\ud7ff\ue000\uffff\"",
                "\"😀\udbff\udfff\"",
                "\"\ufeff\"",
                "\"1234567\"",
                "\"12345678\"",
                "\"123456789\"",
                "[]",
                "[ ]",
                "{}",
                "{ }",
                "[[],{},[{}]]",
                "[1,\"a\",null,true,false,-2.5e1]",
                " \t\r\n[ \t\r\n1 \t\r\n, \t\r\n2 \t\r\n] \t\r\n",
                "\n{ \"a\" :\t1 ,\r\"b\" : [ ] }\n",
                "{\"\":\"\"}",
                "{\"a\":1,\"a\":2}",
                "{\"__proto__\":{\"constructor\":1}}",
                "[\"request\",{\"targetService\":\"billing\",\"payload\":{\"id\":\"r-1\",\"event\":\"pay\"}}]",
            })
    void legalTextIsAccepted(String json) {
        assertThatCode(() -> Scans.skip(Scans.utf8(json))).doesNotThrowAnyException();
        assertThatCode(() -> Scans.walk(Scans.utf8(json))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000",
                "\ufeff1",
                "\u00a01",
                "\u000b1",
                "\f1",
                "1\u00a0",
                "1\u0000",
                "1 2",
                "{}{}",
                "[]]",
                "{}}",
                "nul",
                "nulL",
                "True",
                "truefalse",
                "nullx",
                "undefined",
                "NaN",
                "Infinity",
                "-Infinity",
                "01",
                "-01",
                "00",
                "+1",
                "-",
                "--1",
                "1.",
                ".5",
                "-.5",
                "1.e1",
                "1e",
                "1e+",
                "1e1.5",
                "1E1e1",
                "0x10",
                "1_000",
                "1a",
                "\u0661",
                "\"",
                "\"a",
                "\"a\\\"",
                "\"\\",
                "\"\\u",
                "\"\\u00",
                "\"\\u0041",
                "\"\\u004\"",
                "\"\\u004g\"",
                "\"\\u-041\"",
                "\"\\U0041\"",
                "\"\\x41\"",
                "\"\\'\"",
                "\"\\a\"",
                "\"\\0\"",
                "\"\\é\"",
                "\"\\\n\"",
                "'a'",
                "a",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,]",
                "[,1]",
                "[1,,2]",
                "[1 2]",
                "[1:2]",
                "[1}",
                "[\"a\":1]",
                "]",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{,}",
                "{,\"a\":1}",
                "{\"a\" 1}",
                "{\"a\",1}",
                "{\"a\"::1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,,\"b\":2}",
                "{\"a\":1]",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{[]:1}",
                "{\"a\\x\":1}",
                "}",
                ",",
                ":",
                "/",
                "[1]//",
                "[1/**/]",
                "#\n1",
            })
    void brokenTextIsRefused(String json) {
        assertRefused(Scans.utf8(json), Reason.SYNTAX);
    }

    @ParameterizedTest
    @MethodSource("controlCharacters")
    void rawControlCharacterInStringIsRefused(char control) {
        assertRefused(Scans.utf8("\"a" + control + "b\""), Reason.SYNTAX);
        assertRefused(Scans.utf8("{\"12345678" + control + "\":1}"), Reason.SYNTAX);
    }

    static Stream<Character> controlCharacters() {
        return IntStream.range(0, 0x20).mapToObj(control -> (char) control);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // a continuation alone
                "bf",
                "c0 80", // overlong forms
                "c1 bf",
                "e0 80 80",
                "e0 9f bf",
                "f0 80 80 80",
                "f0 8f bf bf",
                "ed a0 80", // surrogates
                "ed ad bf",
                "ed bf bf",
                "ed a0 bd ed b8 80",
                "f4 90 80 80", // beyond U+10FFFF
                "f5 80 80 80",
                "f7 bf bf bf",
                "f8 88 80 80 80",
                "fe",
                "ff",
                "c3", // cut short
                "e2 82",
                "e2 82 61",
                "f0 9f 98",
                "f0 9f 98 61",
                "c3 28", // no continuation
                "c3 c3",
                "e2 28 a1",
                "e2 82 c0",
                "f0 28 8c bc",
                "f0 9f 28 bc",
                "f0 9f 98 7f",
                "c3 a9 ff", // behind a good one
                "61 62 63 64 65 66 67 68 ff",
            })
    void bytesThatAreNotUtf8AreRefused(String hex) {
        assertRefused(Scans.quoted(hex), Reason.UTF8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3", "e2", "e2 82", "f0", "f0 9f", "f0 9f 98"})
    void characterCutByTheEndIsRefused(String hex) {
        byte[] quoted = Scans.quoted(hex);
        byte[] cut = Arrays.copyOf(quoted, quoted.length - 1);

        assertRefused(cut, Reason.UTF8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c2 80",
                "df bf",
                "e0 a0 80",
                "e1 80 80",
                "ec bf bf",
                "ed 80 80",
                "ed 9f bf",
                "ee 80 80",
                "ef bf bf",
                "f0 90 80 80",
                "f1 80 80 80",
                "f3 bf bf bf",
                "f4 80 80 80",
                "f4 8f bf bf",
            })
    void firstAndLastOfEachUtf8RangeAreAccepted(String hex) {
        assertThatCode(() -> Scans.skip(Scans.quoted(hex))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("badBytes")
    void badByteIsFoundAtEveryPositionOfAString(String bad, int before, int behind) {
        byte[] json =
                ("\"" + "x".repeat(before) + bad + "x".repeat(behind) + "\"").getBytes(StandardCharsets.ISO_8859_1);

        JsonException refusal = Scans.refusal(json);

        assertThat(refusal.reason()).isEqualTo(bad.equals("\u00ff") ? Reason.UTF8 : Reason.SYNTAX);
        assertThat(Scans.offset(refusal)).isEqualTo(1 + before);
    }

    @ParameterizedTest
    @MethodSource("places")
    void closingQuoteIsFoundAtEveryPositionOfAString(int before, int behind) {
        byte[] json = Scans.utf8("\"" + "x".repeat(before) + "\"" + " ".repeat(behind) + "]");

        JsonException refusal = Scans.refusal(json);

        assertThat(Scans.offset(refusal)).isEqualTo(json.length - 1);
    }

    static Stream<Arguments> badBytes() {
        return Stream.of("\u0001", "\u001f", "\\x", "\u00ff")
                .flatMap(bad -> places().map(place -> Arguments.of(bad, place.get()[0], place.get()[1])));
    }

    static Stream<Arguments> places() {
        return IntStream.rangeClosed(0, 17)
                .boxed()
                .flatMap(before -> Stream.of(0, 1, 7, 8, 17).map(behind -> Arguments.of(before, behind)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1,]        | 3",
                "01          | 1",
                "{\"a\":1,}  | 7",
                "{\"a\" 1}   | 5",
                "[1 2]       | 3",
                "\"a\\x41\"  | 2",
                "[1,\"a      | 5",
                "[\"\\u12g4\"]|2",
                "[tru]       | 1",
                "[-]         | 2",
                "``          | 0",
            })
    void refusalNamesTheByte(String json, int offset) {
        assertThat(Scans.offset(Scans.refusal(Scans.utf8(json)))).isEqualTo(offset);
    }

    private static void assertRefused(byte[] json, Reason reason) {
        assertThatThrownBy(() -> Scans.skip(json))
                .isInstanceOfSatisfying(
                        JsonException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
        assertThatThrownBy(() -> Scans.walk(json))
                .isInstanceOfSatisfying(
                        JsonException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
