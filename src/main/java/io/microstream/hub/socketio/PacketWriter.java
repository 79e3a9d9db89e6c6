package io.microstream.hub.socketio;

import io.microstream.hub.engineio.OutboundPacket;
import io.microstream.hub.json.JsonWriter;
import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Delivery;
import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.message.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Encodes what the hub sends, each message once, as Engine.IO packets. A payload is copied, never written anew. */
final class PacketWriter {
    private static final byte[] REQUEST = ascii("[\"request\",");
    private static final byte[] RESPONSE_ID = ascii("[\"response\",{\"id\":");
    private static final byte[] RESPONSE_VALUE = ascii(",\"response\":");
    private static final byte[] RESPONSE_ONLY_VALUE = ascii("[\"response\",{\"response\":");
    private static final byte[] RESPONSE_EMPTY = ascii("[\"response\",{");
    private static final byte[] END_OF_RESPONSE = ascii("}]");
    private static final RawJson EMPTY_OBJECT = RawJson.of("{}");

    private PacketWriter() {}

    /** {@code 40{"sid":…}} */
    static OutboundPacket connect(String sid) {
        return text("40{\"sid\":\"" + sid + "\"}");
    }

    /** {@code 44/foo,{…}}: the hub has one namespace. */
    static OutboundPacket invalidNamespace(String namespace) {
        return text("44" + namespace + ",{\"message\":\"Invalid namespace\"}");
    }

    /** {@code 44{…}} in the original's shape, which its client reads. */
    static OutboundPacket connectError(ErrorCode code, String sentence, Optional<String> serviceName) {
        JsonWriter json = new JsonWriter().beginObject().name("message").value(code.name());
        json.name("data")
                .beginObject()
                .name("code")
                .value(code.name())
                .name("message")
                .value(sentence);
        json.name("errorData").beginObject();
        serviceName.ifPresent(name -> json.name("serviceName").value(name));
        return text("44" + json.endObject().endObject().endObject().toRawJson().text());
    }

    /**
     * Encodes a delivery and, behind it, its attachments.
     *
     * @param takesNull whether the peer takes an answer without a value as it is; the original client dies on it
     */
    static List<OutboundPacket> delivery(Delivery delivery, boolean takesNull) {
        OutboundPacket packet = OutboundPacket.text(encode(delivery, takesNull));
        if (delivery.attachments().isEmpty()) {
            return List.of(packet);
        }
        List<OutboundPacket> packets =
                new ArrayList<>(1 + delivery.attachments().size());
        packets.add(packet);
        delivery.attachments().forEach(attachment -> packets.add(OutboundPacket.binary(attachment)));
        return packets;
    }

    private static byte[] encode(Delivery delivery, boolean takesNull) {
        byte[] prefix = prefix(delivery.attachments().size());
        if (delivery instanceof Delivery.Request request) {
            return encodeRequest(prefix, request);
        }
        return encodeAnswer(prefix, (Delivery.Answer) delivery, takesNull);
    }

    private static byte[] encodeRequest(byte[] prefix, Delivery.Request request) {
        Payload payload = request.payload();
        RawJson json = payload.json();
        RawJson newId = request.replacedId();
        if (newId.isAbsent()) {
            byte[] packet = new byte[prefix.length + REQUEST.length + json.length() + 1];
            int at = put(packet, put(packet, 0, prefix), REQUEST);
            packet[json.writeTo(packet, at)] = ']';
            return packet;
        }
        int idLength = payload.id().text().length();
        byte[] packet = new byte[prefix.length + REQUEST.length + json.length() - idLength + newId.length() + 1];
        int at = put(packet, put(packet, 0, prefix), REQUEST);
        System.arraycopy(json.array(), json.offset(), packet, at, payload.idOffset());
        at = newId.writeTo(packet, at + payload.idOffset());
        int behindId = payload.idOffset() + idLength;
        System.arraycopy(json.array(), json.offset() + behindId, packet, at, json.length() - behindId);
        packet[packet.length - 1] = ']';
        return packet;
    }

    private static byte[] encodeAnswer(byte[] prefix, Delivery.Answer answer, boolean takesNull) {
        RawJson id = answer.id();
        RawJson value = answer.value();
        if (!takesNull && (value.isAbsent() || value.isNull())) {
            value = EMPTY_OBJECT;
        }
        byte[] beforeId = !id.isAbsent() ? RESPONSE_ID : value.isAbsent() ? RESPONSE_EMPTY : RESPONSE_ONLY_VALUE;
        byte[] beforeValue = id.isAbsent() || value.isAbsent() ? new byte[0] : RESPONSE_VALUE;
        byte[] packet = new byte
                [prefix.length
                        + beforeId.length
                        + id.length()
                        + beforeValue.length
                        + value.length()
                        + END_OF_RESPONSE.length];
        int at = id.writeTo(packet, put(packet, put(packet, 0, prefix), beforeId));
        at = value.writeTo(packet, put(packet, at, beforeValue));
        put(packet, at, END_OF_RESPONSE);
        return packet;
    }

    private static final byte[] EVENT = ascii("42");

    private static byte[] prefix(int attachments) {
        return attachments == 0 ? EVENT : ascii("45" + attachments + "-");
    }

    private static int put(byte[] target, int at, byte[] part) {
        System.arraycopy(part, 0, target, at, part.length);
        return at + part.length;
    }

    private static OutboundPacket text(String text) {
        return OutboundPacket.text(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
