package io.microstream.hub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static final String REQUEST =
            "[\"request\", {\"payload\": {\"event\":\"pay\",\"id\":\"r-1\"} ,\"targetService\":\"billing\"}]";

    @Test
    void partsOfARequestAreFoundInAnyOrder() {
        JsonScanner scanner = Scans.scanner(REQUEST);
        List<String> found = new ArrayList<>();

        scanner.enterArray();
        scanner.nextElement();
        found.add(scanner.value().text());
        scanner.nextElement();
        scanner.enterObject();
        while (scanner.nextKey()) {
            scanner.skipValue();
            found.add(scanner.keyIs(Scans.utf8("payload")) + " " + scanner.value());
        }
        assertThat(scanner.nextElement()).isFalse();
        scanner.end();

        assertThat(found)
                .containsExactly("\"request\"", "true {\"event\":\"pay\",\"id\":\"r-1\"}", "false \"billing\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {" {\"a\":1}", "1", "\"[\"", "null", ""})
    void enterArrayLeavesTheCursorAtAnotherValue(String json) {
        JsonScanner scanner = Scans.scanner(json);
        int atText = scanner.position();

        assertThat(scanner.enterArray()).isFalse();

        assertThat(scanner.position())
                .isEqualTo(atText + json.length() - json.strip().length());
    }

    @ParameterizedTest
    @ValueSource(strings = {" [1]", "1", "\"{\"", "null", ""})
    void enterObjectLeavesTheCursorAtAnotherValue(String json) {
        JsonScanner scanner = Scans.scanner(json);
        int atText = scanner.position();

        assertThat(scanner.enterObject()).isFalse();

        assertThat(scanner.position())
                .isEqualTo(atText + json.length() - json.strip().length());
    }

    @Test
    void valueIsGivenWithoutTheWhiteSpaceAroundIt() {
        JsonScanner scanner = Scans.scanner(" \n[ 1 ,\t{ } , \"a\" ] ");
        List<String> values = new ArrayList<>();

        scanner.enterArray();
        while (scanner.nextElement()) {
            scanner.skipValue();
            values.add(scanner.value().text());
            assertThat(scanner.position()).isEqualTo(scanner.valueEnd());
        }

        assertThat(values).containsExactly("1", "{ }", "\"a\"");
    }

    @Test
    void valueIsASliceOfTheScannedArray() {
        byte[] array = Scans.utf8("42[\"foo\"]");
        JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT);
        scanner.reset(array, 2, array.length);

        RawJson value = scanner.value();

        assertThat(value.array()).isSameAs(array);
        assertThat(value.offset()).isEqualTo(2).isEqualTo(scanner.valueStart());
        assertThat(value.length()).isEqualTo(7).isEqualTo(scanner.valueEnd() - scanner.valueStart());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "id, id, true",
                "\\u0069d, id, true",
                "\\u0069\\u0064, id, true",
                "i\\u0064, id, true",
                "ID, id, false",
                "i, id, false",
                "ids, id, false",
                "\\u0069, id, false",
                "\\u0069ds, id, false",
                "\\u0069d\\u0000, id, false",
                "\\u0169d, id, false",
                "ïd, id, false",
                "\\u0000d, id, false",
                "``, id, false",
                "``, ``, true",
                "\\/, /, true",
                "\\\", \", true",
                "\\n, n, false",
                "\\\\u0069d, id, false",
                "\\u005f\\u005fproto__, __proto__, true",
            })
    void keyIsComparedUnescaped(String key, String name, boolean same) {
        JsonScanner scanner = Scans.scanner("{\"" + key + "\" : {\"other\":1}}");
        scanner.enterObject();
        scanner.nextKey();
        scanner.skipValue();

        assertThat(scanner.keyIs(Scans.utf8(name))).isEqualTo(same);
    }

    @Test
    void duplicateKeysAreEachVisited() {
        JsonScanner scanner = Scans.scanner("{\"id\":1,\"id\":2}");
        List<String> values = new ArrayList<>();

        scanner.enterObject();
        while (scanner.nextKey()) {
            assertThat(scanner.keyIs(Scans.utf8("id"))).isTrue();
            values.add(scanner.value().text());
        }

        assertThat(values).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,]", "[1,,2]", "[1 2]", "[1", "[01]", "[\"\\x\"]", "[1]2", "[{\"a\":1,}]"})
    void valuesThatNobodyReadsAreCheckedAllTheSame(String json) {
        JsonScanner scanner = Scans.scanner(json);

        assertThatThrownBy(() -> {
                    scanner.enterArray();
                    while (scanner.nextElement()) {}
                    scanner.end();
                })
                .isInstanceOf(JsonException.class);
    }

    @Test
    void valuesThatNobodyReadsArePassed() {
        JsonScanner scanner = Scans.scanner("[[1],{\"a\":[2]},3]");
        int elements = 0;

        scanner.enterArray();
        while (scanner.nextElement()) {
            elements++;
        }
        scanner.end();

        assertThat(elements).isEqualTo(3);
    }

    @Test
    void endInsideOfAnArrayIsRefused() {
        JsonScanner scanner = Scans.scanner("[1");
        scanner.enterArray();
        scanner.nextElement();
        scanner.skipValue();

        assertThatThrownBy(scanner::end).isInstanceOf(JsonException.class);
    }

    @Test
    void scannerIsGoodAgainAfterARefusedText() {
        JsonScanner scanner = Scans.scanner("[[[{\"a\":[1,]}]]]");
        assertThatThrownBy(scanner::end).isInstanceOf(JsonException.class);

        byte[] next = Scans.utf8("{\"a\":[2]}");
        scanner.reset(next, 0, next.length);

        assertThatCode(scanner::end).doesNotThrowAnyException();
        assertThat(scanner.value().text()).isEqualTo("{\"a\":[2]}");
    }

    @Test
    void stepThatDoesNotFitTheCursorIsTheCallersFault() {
        JsonScanner scanner = Scans.scanner("[1]");

        assertThatThrownBy(scanner::nextElement).isInstanceOf(IllegalStateException.class);
        scanner.enterArray();
        assertThatThrownBy(scanner::nextKey).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(scanner::skipValue).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(scanner::enterObject).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rangeOutsideOfTheArrayIsRefused() {
        JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT);

        assertThatThrownBy(() -> scanner.reset(new byte[8], 4, 9)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusalHasASentenceAndNoStackTrace() {
        JsonException refusal = Scans.refusal(Scans.utf8("[1,]"));

        assertThat(refusal.sentence()).isEqualTo("A value is expected here.");
        assertThat(refusal.getStackTrace()).isEmpty();
    }
}
