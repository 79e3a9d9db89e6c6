package io.microstream.hub.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueryStringTest {
    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of("serviceName=orders&EIO=4", List.of("orders")),
                Arguments.of("EIO=4&serviceName=caf%C3%A9+x%20y", List.of("café x y")),
                Arguments.of("serviceName=%F0%9F%98%80%e2%82%ac", List.of("😀€")),
                Arguments.of("serviceName=café", List.of("café")),
                Arguments.of("serviceName=a%2Bb", List.of("a+b")),
                Arguments.of("serviceName=a%3Db=c", List.of("a=b=c")),
                Arguments.of("service%4Eame=orders", List.of("orders")),
                Arguments.of("serviceName=a&serviceName=b", List.of("a", "b")),
                Arguments.of("serviceName=&serviceName", List.of("", "")),
                Arguments.of("&&serviceName=orders&", List.of("orders")),
                Arguments.of("ServiceName=orders", List.of()),
                Arguments.of("", List.of()),
                Arguments.of("=orders", List.of()),
                Arguments.of("serviceName=100%", List.of("100%")),
                Arguments.of("serviceName=100%2", List.of("100%2")),
                Arguments.of("serviceName=%zz%4", List.of("%zz%4")),
                Arguments.of("serviceName=%%41", List.of("%A")),
                Arguments.of("serviceName=%4é", List.of("%4é")),
                Arguments.of("serviceName=%ff", List.of("\ufffd")),
                Arguments.of("serviceName=%00", List.of("\u0000")),
                Arguments.of("serviceName=__proto__", List.of("__proto__")));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void valuesAreReadInOrderAsUtf8(String raw, List<String> values) {
        assertThat(QueryString.parse(raw).all("serviceName")).isEqualTo(values);
    }

    @Test
    void valueGivenOnceIsSingle() {
        assertThat(QueryString.parse("sid=abc&EIO=4").single("sid")).contains("abc");
    }

    @Test
    void valueGivenTwiceOrNeverIsNotSingle() {
        assertThat(QueryString.parse("sid=a&sid=a").single("sid")).isEmpty();
        assertThat(QueryString.parse("EIO=4").single("sid")).isEmpty();
    }
}
