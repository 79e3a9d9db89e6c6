package io.microstream.hub.engineio.polling;

import io.microstream.hub.engineio.OutboundPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** For Jazzer, profile {@code fuzz}: what is read from a body is read the same when it is written anew. */
public final class PollingPayloadFuzz {
    private PollingPayloadFuzz() {}

    public static void fuzzerTestOneInput(byte[] body) {
        List<OutboundPacket> packets = decoded(body);
        if (packets.isEmpty()) {
            return; // broken at its first packet
        }
        List<OutboundPacket> again = decoded(PollingPayload.encode(packets));
        if (again.size() != packets.size()) {
            throw new AssertionError(
                    "another number of packets: " + HexFormat.of().formatHex(body));
        }
        for (int i = 0; i < packets.size(); i++) {
            if (packets.get(i).binary() != again.get(i).binary()
                    || !Arrays.equals(packets.get(i).bytes(), again.get(i).bytes())) {
                throw new AssertionError(
                        "packet " + i + " differs: " + HexFormat.of().formatHex(body));
            }
        }
    }

    private static List<OutboundPacket> decoded(byte[] body) {
        List<OutboundPacket> packets = new ArrayList<>();
        PollingPayload.decode(body, body.length, new PollingPayload.Reader() {
            @Override
            public boolean text(byte[] bytes, int from, int to) {
                packets.add(OutboundPacket.text(Arrays.copyOfRange(bytes, from, to)));
                return true;
            }

            @Override
            public boolean binary(byte[] message) {
                packets.add(OutboundPacket.binary(message));
                return true;
            }

            @Override
            public void broken() {}
        });
        return packets;
    }
}
