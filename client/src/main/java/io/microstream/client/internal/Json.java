package io.microstream.client.internal;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.JsonbException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON-B, with {@code byte[]} anywhere in the data as an attachment of Socket.IO's. Any thread.
 *
 * <p>Owns the {@link Jsonb}. The attachments of the value that is read or written at the moment are the thread's, in
 * {@link Attachments}, since JSON-B gives a serializer nothing else to hold on to.
 */
public final class Json implements AutoCloseable {
    /** JSON text, empty for no value, and the attachments that it names. */
    public record Encoded(String json, List<byte[]> attachments) {}

    private final Jsonb jsonb;

    /** With the settings of a service; the serializers for {@code byte[]} are added to them. */
    public Json(JsonbConfig config) {
        jsonb = JsonbBuilder.create(
                config.withSerializers(new Attachments.Writing()).withDeserializers(new Attachments.Reading()));
    }

    /** A value as JSON; {@code null} is no value. */
    public Encoded encode(@Nullable Object value) {
        if (value == null) {
            return new Encoded("", List.of());
        }
        if (value instanceof byte[] bytes) {
            return new Encoded(Attachments.placeholder(0), List.of(bytes));
        }
        List<byte[]> attachments = Attachments.begin(new ArrayList<>(0));
        try {
            return new Encoded(jsonb.toJson(value), attachments);
        } finally {
            Attachments.end();
        }
    }

    /**
     * A value of a type, {@code null} where there is no JSON.
     *
     * @throws JsonbException if the JSON does not fit the type
     */
    public @Nullable Object decode(@Nullable String json, List<byte[]> attachments, Type type) {
        if (json == null || json.equals("null") || type == Void.class) {
            return null;
        }
        if (type == byte[].class) {
            return Attachments.named(json, attachments);
        }
        Attachments.begin(attachments);
        try {
            Object value = type == String.class && json.startsWith("\"")
                    ? new JsonCursor(json, 0).string()
                    : jsonb.fromJson(json, type);
            return attachments.isEmpty() ? value : withBytes(value, attachments);
        } finally {
            Attachments.end();
        }
    }

    /** Where the type says nothing, maps stand for the placeholders: puts the bytes in their places. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private static @Nullable Object withBytes(@Nullable Object value, List<byte[]> attachments) {
        if (value instanceof Map<?, ?> map) {
            if (Boolean.TRUE.equals(map.get("_placeholder")) && map.get("num") instanceof Number number) {
                return Attachments.at(number.intValue(), attachments);
            }
            ((Map<Object, Object>) map).replaceAll((key, member) -> withBytes(member, attachments));
        } else if (value instanceof List<?> list) {
            ((List<Object>) list).replaceAll(element -> withBytes(element, attachments));
        }
        return value;
    }

    @Override
    public void close() {
        try {
            jsonb.close();
        } catch (Exception nothingLost) { // it holds no resources of ours
            System.getLogger(Json.class.getName()).log(System.Logger.Level.DEBUG, "JSON-B did not close", nothingLost);
        }
    }
}
