package io.microstream.hub.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists and values, read by a parser that is not the hub's. */
record Json(@Nullable Object value) {
    private static final JsonFactory FACTORY = new JsonFactory();

    static Json of(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            return new Json(read(parser));
        } catch (IOException noJson) {
            throw new UncheckedIOException(text, noJson);
        }
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                yield array;
            }
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> parser.getText();
        };
    }

    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> object() {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
    }

    /** What stands under these names, one in the other. */
    Json at(String... path) {
        Json here = this;
        for (String name : path) {
            if (!here.object().containsKey(name)) {
                throw new AssertionError("No " + name + " in " + here.value);
            }
            here = new Json(here.object().get(name));
        }
        return here;
    }

    List<Json> items() {
        List<Json> items = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(value)).forEach(item -> items.add(new Json(item)));
        return items;
    }

    /** The item of an array whose member has this value. */
    Json item(String member, String wanted) {
        return items().stream()
                .filter(item -> wanted.equals(item.at(member).value()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + member + " " + wanted + " in " + value));
    }

    boolean has(String member, String wanted) {
        return items().stream().anyMatch(item -> wanted.equals(item.at(member).value()));
    }

    String text() {
        return String.valueOf(value);
    }

    long number() {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }
}
