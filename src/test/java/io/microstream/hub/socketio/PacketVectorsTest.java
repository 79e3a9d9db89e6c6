package io.microstream.hub.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.engineio.OutboundPacket;
import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Delivery;
import io.microstream.hub.message.HubMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hub's codec against the packets on which it and its clients agree; the client's build reads the same file. */
final class PacketVectorsTest {
    static List<String> all() throws IOException {
        return Arrays.stream(Files.readString(Path.of("src/test/vectors/packets.txt"), UTF_8)
                        .split("\n\n"))
                .filter(block -> !block.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsSentIsDeliveredAsAgreed(String block) {
        List<String> attachments = lines(block, "binary: ");
        byte[][] binaries = attachments.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
        String sent = lines(block, "sent: ").get(0);

        HubMessage message = Events.read(sent.substring(sent.indexOf('[')), binaries);
        List<OutboundPacket> packets = PacketWriter.delivery(delivery(message), true, true);

        List<String> expected = new ArrayList<>(lines(block, "delivered: "));
        expected.addAll(attachments);
        assertThat(packets.stream().map(PacketVectorsTest::text).toList()).isEqualTo(expected);
    }

    private static Delivery delivery(HubMessage message) {
        if (message instanceof HubMessage.Request request) {
            return new Delivery.Request(
                    request.payload(), RawJson.ABSENT, request.attachments(), request.timeoutMillis());
        }
        HubMessage.Response response = (HubMessage.Response) message;
        return new Delivery.Answer(response.id().text(), response.value(), response.attachments());
    }

    private static List<String> lines(String block, String prefix) {
        return block.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    private static String text(OutboundPacket packet) {
        return packet.binary() ? HexFormat.of().formatHex(packet.bytes()) : new String(packet.bytes(), UTF_8);
    }
}
