package io.microstream.hub.socketio;

import io.microstream.hub.json.JsonException;
import io.microstream.hub.json.JsonScanner;
import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.message.Payload;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.TargetService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Reads the JSON of an event, {@code ["request",{…}]}, in one strict pass, and finds in it what the hub acts on. Keys
 * may come in any order and escaped; of duplicate keys the last counts, as in JavaScript.
 *
 * <p>One for each session, used by one thread at a time.
 */
final class EventReader {
    /** Names that Socket.IO keeps for itself; the original closes on them. */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private static final byte[] TARGET_SERVICE = ascii("targetService");
    private static final byte[] PAYLOAD = ascii("payload");
    private static final byte[] ID = ascii("id");
    private static final byte[] EVENT = ascii("event");
    private static final byte[] RESPONSE = ascii("response");
    private static final byte[] NOTHING = {};
    private static final String TOO_LONG_ID = "The request's id is too long.";

    private final SocketIoSettings settings;
    private final JsonScanner scanner;

    // What the pass has found so far; borrowed, so nothing stays here between two passes.
    private byte[] packet = NOTHING;
    private RawJson target = RawJson.ABSENT;
    private RawJson payload = RawJson.ABSENT;
    private RawJson id = RawJson.ABSENT;
    private RawJson value = RawJson.ABSENT;
    private RawJson event = RawJson.ABSENT;

    EventReader(SocketIoSettings settings) {
        this.settings = settings;
        this.scanner = new JsonScanner(settings.json());
    }

    /**
     * Reads an event.
     *
     * @param attachments what came with it, in order
     * @throws ProtocolException if it is no event of Socket.IO's
     * @throws JsonException if it is no JSON, or breaks a limit before there is an id to answer to
     */
    HubMessage read(byte[] json, int from, int to, List<byte[]> attachments) {
        packet = json;
        scanner.reset(json, from, to);
        try {
            return event(attachments);
        } finally {
            forget();
        }
    }

    private HubMessage event(List<byte[]> attachments) {
        if (!scanner.enterArray() || !scanner.nextElement()) {
            throw new ProtocolException("an event is an array with a name");
        }
        String name = eventName();
        try {
            return switch (name) {
                case "request" -> request(attachments);
                case "response" -> response(attachments);
                case "heartbeat" -> rest(new HubMessage.Heartbeat());
                default -> rest(new HubMessage.Unknown());
            };
        } catch (JsonException tooMuch) {
            if (isLimit(tooMuch) && name.equals("request") && !id.isAbsent()) {
                return new HubMessage.Malformed(RequestId.of(id), tooMuch.sentence());
            }
            throw tooMuch;
        }
    }

    /** Whether a CONNECT's auth object says {@code "acceptsNull": true}. */
    boolean readsTrue(RawJson object, byte[] key) {
        boolean isTrue = false;
        scanner.reset(object.array(), object.offset(), object.offset() + object.length());
        if (scanner.enterObject()) {
            while (scanner.nextKey()) {
                boolean wanted = scanner.keyIs(key);
                scanner.skipValue();
                isTrue = wanted ? scanner.value().text().equals("true") : isTrue;
            }
        }
        return isTrue;
    }

    /**
     * Checks JSON that stands alone.
     *
     * @throws JsonException if it is none
     */
    RawJson readValue(byte[] json, int from, int to) {
        scanner.reset(json, from, to);
        scanner.skipValue();
        RawJson checked = scanner.value();
        scanner.end();
        return checked;
    }

    private String eventName() {
        scanner.skipValue();
        RawJson name = scanner.value();
        if (name.isNumber()) {
            return "";
        }
        if (!name.isString()) {
            throw new ProtocolException("an event's name is a string or a number");
        }
        String text = JsonStrings.unescape(name);
        if (RESERVED.contains(text)) {
            throw new ProtocolException("reserved event name");
        }
        return text;
    }

    private HubMessage request(List<byte[]> attachments) {
        boolean hasBody = scanner.nextElement();
        if (hasBody && enterObjectOrSkip()) {
            while (scanner.nextKey()) {
                if (scanner.keyIs(TARGET_SERVICE)) {
                    scanner.skipValue();
                    target = scanner.value();
                } else if (scanner.keyIs(PAYLOAD)) {
                    payload();
                } else {
                    scanner.skipValue();
                }
            }
        }
        skipRest(hasBody);
        return checkedRequest(attachments);
    }

    private void payload() {
        id = RawJson.ABSENT;
        event = RawJson.ABSENT;
        if (!scanner.enterObject()) {
            scanner.skipValue();
            payload = scanner.value();
            return;
        }
        int from = scanner.position() - 1;
        while (scanner.nextKey()) {
            boolean isId = scanner.keyIs(ID);
            boolean isEvent = scanner.keyIs(EVENT);
            scanner.skipValue();
            if (isId) {
                id = scanner.value();
            } else if (isEvent) {
                event = scanner.value();
            }
        }
        payload = RawJson.slice(packet, from, scanner.position());
    }

    private HubMessage checkedRequest(List<byte[]> attachments) {
        if (payload.isAbsent() || payload.isNull()) {
            return new HubMessage.Malformed(RequestId.ABSENT, "The request has no payload.");
        }
        if (isLongerThan(id, settings.maxIdLength())) {
            return new HubMessage.Malformed(RequestId.of(id), TOO_LONG_ID);
        }
        if (isLongerThan(event, settings.maxEventLength())) {
            return new HubMessage.Malformed(RequestId.of(id), "The request's event is too long.");
        }
        TargetService targetService = new TargetService(target);
        if (attachments.isEmpty()) {
            return new HubMessage.Request(targetService, payload(payload, id), attachments);
        }
        Placeholders.Part part = Placeholders.of(payload, attachments, scanner, settings.maxAttachments());
        RawJson partId = id.isAbsent() ? id : findId(part.json());
        return new HubMessage.Request(targetService, payload(part.json(), partId), part.attachments());
    }

    private Payload payload(RawJson json, RawJson id) {
        return new Payload(json, RequestId.of(id), id.isAbsent() ? 0 : id.offset() - json.offset(), event);
    }

    private RawJson findId(RawJson object) {
        RawJson found = RawJson.ABSENT;
        scanner.reset(object.array(), object.offset(), object.offset() + object.length());
        if (scanner.enterObject()) {
            while (scanner.nextKey()) {
                boolean isId = scanner.keyIs(ID);
                scanner.skipValue();
                found = isId ? scanner.value() : found;
            }
        }
        return found;
    }

    private HubMessage response(List<byte[]> attachments) {
        boolean hasBody = scanner.nextElement();
        if (hasBody && enterObjectOrSkip()) {
            while (scanner.nextKey()) {
                boolean isId = scanner.keyIs(ID);
                boolean isValue = scanner.keyIs(RESPONSE);
                scanner.skipValue();
                if (isId) {
                    id = scanner.value();
                } else if (isValue) {
                    value = scanner.value();
                }
            }
        }
        skipRest(hasBody);
        if (id.isAbsent() || isLongerThan(id, settings.maxIdLength())) {
            return new HubMessage.Malformed(RequestId.ABSENT, "The response names no request.");
        }
        if (attachments.isEmpty()) {
            return new HubMessage.Response(RequestId.of(id), value, attachments);
        }
        Placeholders.Part part = Placeholders.of(value, attachments, scanner, settings.maxAttachments());
        return new HubMessage.Response(RequestId.of(id), part.json(), part.attachments());
    }

    private boolean enterObjectOrSkip() {
        if (scanner.enterObject()) {
            return true;
        }
        scanner.skipValue();
        return false;
    }

    private HubMessage rest(HubMessage message) {
        skipRest(true);
        return message;
    }

    /** Further arguments are ignored, as in the original; but they must be JSON. */
    private void skipRest(boolean inArray) {
        while (inArray && scanner.nextElement()) {
            scanner.skipValue();
        }
        scanner.end();
    }

    private void forget() {
        packet = NOTHING;
        scanner.reset(NOTHING, 0, 0);
        target = RawJson.ABSENT;
        payload = RawJson.ABSENT;
        id = RawJson.ABSENT;
        value = RawJson.ABSENT;
        event = RawJson.ABSENT;
    }

    private static boolean isLimit(JsonException failure) {
        return failure.reason() == JsonException.Reason.TOO_DEEP
                || failure.reason() == JsonException.Reason.NUMBER_TOO_LONG;
    }

    private static boolean isLongerThan(RawJson json, int maxLength) {
        if (json.length() <= maxLength) {
            return false; // no text has more characters than bytes
        }
        return (json.isString() ? JsonStrings.unescape(json) : json.text()).length() > maxLength;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
