package io.microstream.client.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what comes over one connection: Engine.IO v4 packets, and Socket.IO v5 packets in them. A binary event is held
 * back until its attachments are there.
 *
 * <p>One for each connection, used by the thread that reads.
 */
public final class PacketReader {
    private static final int MAX_ATTACHMENTS = 1_000;

    private String heldEvent = "";
    private int missing;
    private List<byte[]> attachments = List.of();

    /** For a new connection. */
    public PacketReader() {}

    /**
     * Reads a text message.
     *
     * @throws WireException if it is not what the protocols allow
     */
    public Inbound text(String packet) {
        if (missing > 0) {
            throw new WireException("text where an attachment is due");
        }
        if (packet.isEmpty()) {
            throw new WireException("an empty packet");
        }
        return switch (packet.charAt(0)) {
            case '0' -> open(packet);
            case '1' -> new Inbound.Goodbye();
            case '2' -> new Inbound.Ping();
            case '4' -> message(packet);
            case '3', '5', '6' -> new Inbound.Other();
            default -> throw new WireException("no packet of Engine.IO's: " + packet.charAt(0));
        };
    }

    /** Reads a binary message; the event that it completes, if it does. */
    public Inbound binary(byte[] attachment) {
        if (missing == 0) {
            throw new WireException("an attachment without its event");
        }
        attachments.add(attachment);
        missing--;
        return missing > 0 ? new Inbound.Other() : event(heldEvent, 0, List.copyOf(attachments));
    }

    private Inbound message(String packet) {
        if (packet.length() < 2) {
            throw new WireException("an empty message");
        }
        return switch (packet.charAt(1)) {
            case '0' -> new Inbound.Connected();
            case '1' -> new Inbound.Goodbye();
            case '2' -> event(packet, 2, List.of());
            case '4' -> refused(packet);
            case '5' -> binaryEvent(packet);
            case '3', '6' -> new Inbound.Other(); // we ask for no acks
            default -> throw new WireException("no packet of Socket.IO's: " + packet.charAt(1));
        };
    }

    private static Inbound open(String packet) {
        JsonCursor cursor = new JsonCursor(packet, 1);
        long pingInterval = 25_000;
        long pingTimeout = 20_000;
        long maxPayload = Long.MAX_VALUE;
        if (cursor.enterObject()) {
            for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
                String value = cursor.value();
                switch (key) {
                    case "pingInterval" -> pingInterval = number(value);
                    case "pingTimeout" -> pingTimeout = number(value);
                    case "maxPayload" -> maxPayload = number(value);
                    default -> {} // sid, upgrades
                }
            }
        }
        return new Inbound.Open(pingInterval, pingTimeout, maxPayload);
    }

    private static Inbound refused(String packet) {
        ErrorBody body = ErrorBody.refusal(packet, 2);
        return new Inbound.Refused(body.code(), body.message(), body.dataJson());
    }

    private Inbound binaryEvent(String packet) {
        int dash = packet.indexOf('-', 2);
        if (dash < 0) {
            throw new WireException("a binary event without the number of its attachments");
        }
        long announced = number(packet.substring(2, dash));
        if (announced < 0 || announced > MAX_ATTACHMENTS) {
            throw new WireException("too many attachments: " + announced);
        }
        if (announced == 0) {
            return event(packet, dash + 1, List.of());
        }
        heldEvent = packet.substring(dash + 1);
        missing = (int) announced;
        attachments = new ArrayList<>(missing);
        return new Inbound.Other();
    }

    private static Inbound event(String packet, int from, List<byte[]> attachments) {
        int json = packet.indexOf('[', from); // an ack id may stand before it
        if (json < 0) {
            throw new WireException("an event without an array");
        }
        JsonCursor cursor = new JsonCursor(packet, json);
        if (!cursor.enterArray() || !cursor.nextElement()) {
            throw new WireException("an event without a name");
        }
        String name = cursor.value();
        if (name.equals("\"response\"") && cursor.nextElement()) {
            return answer(cursor, attachments);
        }
        if (name.equals("\"request\"") && cursor.nextElement()) {
            return request(cursor, attachments);
        }
        return new Inbound.Other();
    }

    private static Inbound answer(JsonCursor cursor, List<byte[]> attachments) {
        String id = "";
        String value = null;
        if (cursor.enterObject()) {
            for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
                if (key.equals("id")) {
                    String text = cursor.value();
                    id = text.startsWith("\"") ? new JsonCursor(text, 0).string() : text;
                } else if (key.equals("response")) {
                    value = cursor.value();
                } else {
                    cursor.skipValue();
                }
            }
        }
        return new Inbound.Answer(id, value, attachments);
    }

    private static Inbound request(JsonCursor cursor, List<byte[]> attachments) {
        String id = null;
        String event = "";
        String data = null;
        Map<String, String> headers = Map.of();
        if (!cursor.enterObject()) {
            return new Inbound.Other();
        }
        for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
            String value = cursor.value();
            switch (key) {
                case "id" -> id = value;
                case "event" -> event = value.startsWith("\"") ? new JsonCursor(value, 0).string() : value;
                case "data" -> data = value;
                case "headers" -> headers = headers(value);
                default -> {} // fields of others
            }
        }
        return new Inbound.Request(id, event, data, headers, timeout(cursor), attachments);
    }

    private static long timeout(JsonCursor cursor) {
        long timeout = 0;
        if (cursor.nextElement() && cursor.enterObject()) {
            for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
                String value = cursor.value();
                timeout = key.equals("timeout") ? number(value) : timeout;
            }
        }
        return timeout;
    }

    /** Only those whose values are strings. */
    private static Map<String, String> headers(String json) {
        JsonCursor cursor = new JsonCursor(json, 0);
        Map<String, String> headers = new HashMap<>();
        if (cursor.enterObject()) {
            for (@Nullable String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
                String value = cursor.value();
                if (value.startsWith("\"")) {
                    headers.put(key, new JsonCursor(value, 0).string());
                }
            }
        }
        return Map.copyOf(headers);
    }

    private static long number(String text) {
        try {
            return (long) Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new WireException("not a number: " + text);
        }
    }
}
