package io.microstream.client.internal;

import jakarta.json.bind.JsonbException;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;
import java.util.List;

/** Socket.IO v5: binary data travel behind the text, in which {@code {"_placeholder":true,"num":0}} stands for them. */
final class Attachments {
    private static final ThreadLocal<List<byte[]>> CURRENT = new ThreadLocal<>();

    private Attachments() {}

    /** Until {@link #end}, this thread's {@code byte[]} are these. */
    static List<byte[]> begin(List<byte[]> attachments) {
        CURRENT.set(attachments);
        return attachments;
    }

    static void end() {
        CURRENT.remove();
    }

    static String placeholder(int number) {
        return "{\"_placeholder\":true,\"num\":" + number + "}";
    }

    /** The attachment that a placeholder names. */
    static byte[] named(String placeholder, List<byte[]> attachments) {
        JsonCursor cursor = new JsonCursor(placeholder, 0);
        if (cursor.enterObject()) {
            for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
                String value = cursor.value();
                if (key.equals("num")) {
                    return at(Integer.parseInt(value), attachments);
                }
            }
        }
        throw new JsonbException("no binary data: " + placeholder);
    }

    static byte[] at(int number, List<byte[]> attachments) {
        if (number < 0 || number >= attachments.size()) {
            throw new JsonbException("no attachment " + number);
        }
        return attachments.get(number);
    }

    private static List<byte[]> current() {
        List<byte[]> current = CURRENT.get();
        if (current == null) {
            throw new JsonbException("binary data outside of a message");
        }
        return current;
    }

    /** Writes a placeholder and keeps the bytes. */
    static final class Writing implements JsonbSerializer<byte[]> {
        @Override
        public void serialize(byte[] bytes, JsonGenerator json, SerializationContext context) {
            List<byte[]> attachments = current();
            json.writeStartObject()
                    .write("_placeholder", true)
                    .write("num", attachments.size())
                    .writeEnd();
            attachments.add(bytes);
        }
    }

    /** Reads a placeholder and gives the bytes. */
    static final class Reading implements JsonbDeserializer<byte[]> {
        @Override
        public byte[] deserialize(JsonParser json, DeserializationContext context, Type type) {
            int number = -1;
            while (json.hasNext()) {
                JsonParser.Event event = json.next();
                if (event == JsonParser.Event.END_OBJECT) {
                    return at(number, current());
                }
                if (event == JsonParser.Event.VALUE_NUMBER) {
                    number = json.getInt();
                }
            }
            throw new JsonbException("no binary data");
        }
    }
}
