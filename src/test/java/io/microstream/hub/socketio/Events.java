package io.microstream.hub.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.testing.Defaults;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reads events as they stand on the wire, and shows what was read in a line. */
final class Events {
    private static final int MARGIN = 3;

    private Events() {}

    static HubMessage read(String json, byte[]... attachments) {
        return read(new EventReader(Defaults.socketIo()), json, attachments);
    }

    /** The text stands between other bytes, which the reader must not look at. */
    static HubMessage read(EventReader reader, String json, byte[]... attachments) {
        byte[] text = json.getBytes(UTF_8);
        byte[] buffer = new byte[text.length + 2 * MARGIN];
        Arrays.fill(buffer, (byte) ']');
        System.arraycopy(text, 0, buffer, MARGIN, text.length);
        return reader.read(buffer, MARGIN, MARGIN + text.length, List.of(attachments));
    }

    /** {@code request to=… payload=… id=…@offset 01,02}, {@code response id=… value=…}, {@code malformed id=…}. */
    static String show(HubMessage message) {
        if (message instanceof HubMessage.Request request) {
            String id = request.payload().id().isAbsent()
                    ? ""
                    : " id=" + text(request.payload().id().text()) + "@"
                            + request.payload().idOffset();
            return "request to=" + text(request.target().raw()) + " payload="
                    + text(request.payload().json()) + id + show(request.attachments());
        }
        if (message instanceof HubMessage.Response response) {
            return "response id=" + text(response.id().text()) + " value=" + text(response.value())
                    + show(response.attachments());
        }
        if (message instanceof HubMessage.Malformed malformed) {
            return "malformed id=" + text(malformed.id().text());
        }
        return message instanceof HubMessage.Heartbeat ? "heartbeat" : "unknown";
    }

    private static String text(RawJson json) {
        return json.isAbsent() ? "-" : json.text();
    }

    private static String show(List<byte[]> attachments) {
        return attachments.isEmpty()
                ? ""
                : " "
                        + String.join(
                                ",",
                                attachments.stream()
                                        .map(HexFormat.of()::formatHex)
                                        .toList());
    }
}
