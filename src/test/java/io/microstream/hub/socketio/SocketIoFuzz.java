package io.microstream.hub.socketio;

import io.microstream.hub.engineio.OutboundPacket;
import io.microstream.hub.json.JsonException;
import io.microstream.hub.json.JsonLimits;
import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Delivery;
import io.microstream.hub.message.HubErrors;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.message.Payload;
import io.microstream.hub.testing.AnotherParser;
import io.microstream.hub.testing.Defaults;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * For Jazzer, profile {@code fuzz}: a packet is refused by name or understood, and what goes out of one that is
 * understood is JSON within the limits, with as many placeholders, numbered in order, as there are attachments. The
 * last byte says how many attachments come with the packet.
 */
public final class SocketIoFuzz {
    private static final byte[] KEY = "acceptsNull".getBytes(StandardCharsets.US_ASCII);
    private static final RawJson HUB_ID = RawJson.of("\"hub-17\"");

    private SocketIoFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        int length = Math.max(0, input.length - 1);
        int attachments = input.length == 0 ? 0 : (input[length] & 0xFF) % 12;
        byte[] packet = Arrays.copyOf(input, length);
        try {
            read(packet, attachments);
        } catch (ProtocolException | JsonException refused) {
            return;
        } catch (RuntimeException | AssertionError failure) {
            throw new AssertionError(failure + " for " + HexFormat.of().formatHex(input), failure);
        }
    }

    private static void read(byte[] packet, int count) {
        PacketHeader header = PacketHeader.parse(packet, 0, packet.length);
        EventReader reader = new EventReader(Defaults.socketIo());
        switch (header.type()) {
            case CONNECT -> {
                RawJson auth = reader.readValue(packet, header.jsonFrom(), packet.length);
                reader.readsTrue(auth, KEY);
                require(AnotherParser.accepts(bytes(auth)), "an auth that is no JSON");
            }
            case EVENT -> check(reader.read(packet, header.jsonFrom(), packet.length, List.of()));
            case BINARY_EVENT -> check(reader.read(packet, header.jsonFrom(), packet.length, attachments(count)));
            default -> reader.readValue(packet, header.jsonFrom(), packet.length);
        }
    }

    private static List<byte[]> attachments(int count) {
        return IntStream.range(0, count).mapToObj(i -> new byte[] {(byte) i}).toList();
    }

    private static void check(HubMessage message) {
        if (message instanceof HubMessage.Request request) {
            Payload payload = request.payload();
            goesOut(new Delivery.Request(payload, RawJson.ABSENT, request.attachments()));
            if (!payload.id().isAbsent()) {
                goesOut(new Delivery.Request(payload, HUB_ID, request.attachments()));
            }
            RawJson notFound = HubErrors.targetNotFound(request.target(), payload.id());
            goesOut(new Delivery.Answer(payload.id().text(), notFound, List.of()));
        } else if (message instanceof HubMessage.Response response) {
            goesOut(new Delivery.Answer(response.id().text(), response.value(), response.attachments()));
            goesOut(new Delivery.Answer(HUB_ID, response.value(), response.attachments()));
        } else if (message instanceof HubMessage.Malformed malformed) {
            RawJson why = HubErrors.malformed(malformed.reason(), malformed.id());
            goesOut(new Delivery.Answer(malformed.id().text(), why, List.of()));
        }
    }

    private static void goesOut(Delivery delivery) {
        for (boolean takesNull : new boolean[] {false, true}) {
            List<OutboundPacket> packets = PacketWriter.delivery(delivery, takesNull, !takesNull);
            byte[] text = packets.get(0).bytes();
            require(text[0] == '4', "no message of Engine.IO");
            PacketHeader header = PacketHeader.parse(text, 1, text.length);
            byte[] json = Arrays.copyOfRange(text, header.jsonFrom(), text.length);
            // The hub's own error answers carry the asker's id, three levels down.
            require(AnotherParser.depth(json) <= JsonLimits.DEFAULT.maxDepth() + 4, "nested too deep");
            require(header.attachments() == packets.size() - 1, "attachments are miscounted");
            if (header.attachments() > 0) {
                List<Integer> inOrder =
                        IntStream.range(0, header.attachments()).boxed().toList();
                require(AnotherParser.placeholders(json).equals(inOrder), "placeholders are misnumbered");
            }
        }
    }

    private static byte[] bytes(RawJson json) {
        byte[] bytes = new byte[json.length()];
        json.writeTo(bytes, 0);
        return bytes;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
