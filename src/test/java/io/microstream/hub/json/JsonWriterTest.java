package io.microstream.hub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonWriterTest {
    @Test
    void errorAnswerIsWritten() {
        RawJson json = new JsonWriter()
                .beginObject()
                .name("error")
                .beginObject()
                .name("code")
                .value("TARGET_SERVICE_NOT_FOUND")
                .name("message")
                .value("Service \"Z\" not found")
                .name("errorData")
                .beginObject()
                .name("requestID")
                .raw(RawJson.of("\"r-1\""))
                .endObject()
                .endObject()
                .endObject()
                .toRawJson();

        assertThat(json.text())
                .isEqualTo("{\"error\":{\"code\":\"TARGET_SERVICE_NOT_FOUND\","
                        + "\"message\":\"Service \\\"Z\\\" not found\",\"errorData\":{\"requestID\":\"r-1\"}}}");
    }

    @Test
    void commasStandBetweenAllKindsOfValues() {
        RawJson json = new JsonWriter()
                .beginArray()
                .value(-1)
                .value(Long.MAX_VALUE)
                .value(true)
                .value(false)
                .value("a")
                .raw(RawJson.of("null"))
                .beginArray()
                .endArray()
                .beginObject()
                .endObject()
                .beginObject()
                .name("a")
                .beginArray()
                .endArray()
                .name("")
                .value(0)
                .endObject()
                .endArray()
                .toRawJson();

        assertThat(json.text()).isEqualTo("[-1,9223372036854775807,true,false,\"a\",null,[],{},{\"a\":[],\"\":0}]");
    }

    @Test
    void textGrowsBeyondTheFirstBuffer() {
        String longText = "é".repeat(10_000);

        RawJson json = new JsonWriter()
                .beginArray()
                .value(longText)
                .raw(RawJson.of("\"" + longText + "\""))
                .endArray()
                .toRawJson();

        assertThat(json.text()).isEqualTo("[\"" + longText + "\",\"" + longText + "\"]");
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void callThatWouldNotMakeJsonIsRefused(Consumer<JsonWriter> misuse) {
        JsonWriter writer = new JsonWriter();

        assertThatThrownBy(() -> misuse.accept(writer)).isInstanceOf(IllegalStateException.class);
    }

    static Stream<Consumer<JsonWriter>> misuses() {
        return Stream.of(
                writer -> writer.toRawJson(),
                writer -> writer.beginArray().toRawJson(),
                writer -> writer.name("a"),
                writer -> writer.beginArray().name("a"),
                writer -> writer.beginObject().name("a").name("b"),
                writer -> writer.beginObject().value(1),
                writer -> writer.beginObject().value("a"),
                writer -> writer.beginObject().beginArray(),
                writer -> writer.beginObject().raw(RawJson.of("1")),
                writer -> writer.beginObject().name("a").endObject(),
                writer -> writer.beginObject().endArray(),
                writer -> writer.beginArray().endObject(),
                writer -> writer.endArray(),
                writer -> writer.endObject(),
                writer -> writer.value(1).value(2),
                writer -> writer.beginArray().endArray().beginArray(),
                writer -> writer.beginArray().endArray().endArray(),
                writer -> writer.raw(RawJson.ABSENT),
                writer -> Stream.generate(() -> writer).limit(33).forEach(JsonWriter::beginArray));
    }
}
