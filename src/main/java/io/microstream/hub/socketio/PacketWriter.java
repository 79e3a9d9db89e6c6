package io.microstream.hub.socketio;

import io.microstream.hub.engineio.OutboundPacket;
import io.microstream.hub.json.JsonWriter;
import io.microstream.hub.message.Delivery;
import io.microstream.hub.message.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Encodes what the hub sends, each message once, as Engine.IO packets. A payload is copied, never written anew. */
final class PacketWriter {
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
     * @param takesDeadline whether the peer wants to know how long the asker of a request waits
     */
    static List<OutboundPacket> delivery(Delivery delivery, boolean takesNull, boolean takesDeadline) {
        OutboundPacket packet = new EventText(delivery, takesNull, takesDeadline).packet();
        if (delivery.attachments().isEmpty()) {
            return List.of(packet);
        }
        List<OutboundPacket> packets =
                new ArrayList<>(1 + delivery.attachments().size());
        packets.add(packet);
        delivery.attachments().forEach(attachment -> packets.add(OutboundPacket.binary(attachment)));
        return packets;
    }

    private static OutboundPacket text(String text) {
        return OutboundPacket.text(text.getBytes(StandardCharsets.UTF_8));
    }
}
