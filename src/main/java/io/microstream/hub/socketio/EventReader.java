package io.microstream.hub.socketio;

import io.microstream.hub.json.JsonException;
import io.microstream.hub.json.JsonScanner;
import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.JsonWindow;
import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Delivery;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.message.Payload;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.TargetService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Reads the JSON of an event, {@code ["request",{…}]}, in one strict pass, and finds in it what the hub acts on. Keys
 * may come in any order and escaped; of duplicate keys the last counts, as in JavaScript.
 *
 * <p>One for each session, used by one thread at a time.
 */
final class EventReader {
    private enum Kind {
        REQUEST,
        RESPONSE,
        HEARTBEAT,
        UNKNOWN
    }

    private static final byte[] REQUEST = ascii("request");
    private static final byte[] RESPONSE_EVENT = ascii("response");
    private static final byte[] HEARTBEAT = ascii("heartbeat");

    /** Names that Socket.IO keeps for itself; the original closes on them. */
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    private static final byte[] TARGET_SERVICE = ascii("targetService");
    private static final byte[] PAYLOAD = ascii("payload");
    private static final byte[] TIMEOUT = ascii("timeout");
    private static final byte[] ID = ascii("id");
    private static final byte[] EVENT = ascii("event");
    private static final byte[] RESPONSE = ascii("response");
    private static final byte[] NOTHING = {};
    /** Longer than any request is remembered. */
    private static final long LONGEST_TIMEOUT_MILLIS = Duration.ofDays(365).toMillis();

    private static final String TOO_LONG_ID = "The request's id is too long.";

    private final SocketIoSettings settings;
    private final JsonScanner scanner;

    // What the pass has found; borrowed, so nothing stays here when it has been acted on.
    private byte[] packet = NOTHING;
    private final JsonWindow target = new JsonWindow();
    private final JsonWindow payload = new JsonWindow();
    private final JsonWindow timeout = new JsonWindow();
    private final JsonWindow id = new JsonWindow();
    private final JsonWindow value = new JsonWindow();
    private final JsonWindow event = new JsonWindow();

    // The messages that nearly all are, seen through these windows.
    private final RequestId requestId = RequestId.of(id);
    private final HubMessage.Request request = new HubMessage.Request(
            new TargetService(target), new Payload(payload, requestId, Payload.INSIDE, event), List.of());
    private final HubMessage.Response response = new HubMessage.Response(requestId, value, List.of());

    EventReader(SocketIoSettings settings) {
        this.settings = settings;
        this.scanner = new JsonScanner(settings.json());
    }

    /**
     * Reads an event. The message borrows the bytes and this reader, until the next call of either method.
     *
     * @param attachments what came with it, in order
     * @throws ProtocolException if it is no event of Socket.IO's
     * @throws JsonException if it is no JSON, or breaks a limit before there is an id to answer to
     */
    HubMessage read(byte[] json, int from, int to, List<byte[]> attachments) {
        forget();
        packet = json;
        scanner.reset(json, from, to);
        return event(attachments);
    }

    /** What was read holds no more. */
    void forget() {
        packet = NOTHING;
        scanner.reset(NOTHING, 0, 0);
        target.clear();
        payload.clear();
        timeout.clear();
        id.clear();
        value.clear();
        event.clear();
    }

    private HubMessage event(List<byte[]> attachments) {
        if (!scanner.enterArray() || !scanner.nextElement()) {
            throw new ProtocolException("an event is an array with a name");
        }
        Kind kind = kind();
        try {
            return switch (kind) {
                case REQUEST -> readRequest(attachments);
                case RESPONSE -> readResponse(attachments);
                case HEARTBEAT -> rest(new HubMessage.Heartbeat());
                case UNKNOWN -> rest(new HubMessage.Unknown());
            };
        } catch (JsonException tooMuch) {
            if (isLimit(tooMuch) && kind == Kind.REQUEST && !id.isAbsent()) {
                return new HubMessage.Malformed(requestId, tooMuch.sentence());
            }
            throw tooMuch;
        }
    }

    /** Whether a CONNECT's auth object says {@code "<key>": true}. */
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

    private Kind kind() {
        scanner.skipValue();
        if (scanner.valueIs(REQUEST)) {
            return Kind.REQUEST;
        }
        if (scanner.valueIs(RESPONSE_EVENT)) {
            return Kind.RESPONSE;
        }
        if (scanner.valueIs(HEARTBEAT)) {
            return Kind.HEARTBEAT;
        }
        RawJson name = scanner.value();
        if (name.isString() ? RESERVED.contains(JsonStrings.unescape(name)) : !name.isNumber()) {
            throw new ProtocolException("no event, or one that Socket.IO keeps for itself");
        }
        return Kind.UNKNOWN;
    }

    private HubMessage readRequest(List<byte[]> attachments) {
        boolean hasBody = scanner.nextElement();
        if (hasBody && enterObjectOrSkip()) {
            while (scanner.nextKey()) {
                if (scanner.keyIs(TARGET_SERVICE)) {
                    scanner.skipValue();
                    found(target);
                } else if (scanner.keyIs(PAYLOAD)) {
                    readPayload();
                } else if (scanner.keyIs(TIMEOUT)) {
                    scanner.skipValue();
                    found(timeout);
                } else {
                    scanner.skipValue();
                }
            }
        }
        skipRest(hasBody);
        return checkedRequest(attachments);
    }

    private void readPayload() {
        id.clear();
        event.clear();
        if (!scanner.enterObject()) {
            scanner.skipValue();
            found(payload);
            return;
        }
        int from = scanner.position() - 1;
        while (scanner.nextKey()) {
            boolean isId = scanner.keyIs(ID);
            boolean isEvent = scanner.keyIs(EVENT);
            scanner.skipValue();
            if (isId) {
                found(id);
            } else if (isEvent) {
                found(event);
            }
        }
        payload.show(packet, from, scanner.position());
    }

    private void found(JsonWindow window) {
        window.show(packet, scanner.valueStart(), scanner.valueEnd());
    }

    private HubMessage checkedRequest(List<byte[]> attachments) {
        if (payload.isAbsent() || payload.isNull()) {
            return new HubMessage.Malformed(RequestId.ABSENT, "The request has no payload.");
        }
        if (isLongerThan(id, settings.maxIdLength())) {
            return new HubMessage.Malformed(requestId, TOO_LONG_ID);
        }
        if (isLongerThan(event, settings.maxEventLength())) {
            return new HubMessage.Malformed(requestId, "The request's event is too long.");
        }
        long timeoutMillis = timeoutMillis();
        if (attachments.isEmpty()) {
            return timeoutMillis == 0 ? request : request(request.payload(), attachments, timeoutMillis);
        }
        Placeholders.Part part = Placeholders.of(payload, attachments, scanner, settings.maxAttachments());
        RawJson partId = id.isAbsent() ? RawJson.ABSENT : findId(part.json());
        Payload partPayload = new Payload(part.json(), RequestId.of(partId), Payload.INSIDE, event);
        return request(partPayload, part.attachments(), timeoutMillis);
    }

    private HubMessage request(Payload part, List<byte[]> attachments, long timeoutMillis) {
        return new HubMessage.Request(
                request.target(), new Delivery.Request(part, RawJson.ABSENT, attachments, timeoutMillis));
    }

    /** A timeout that is no positive number is none. */
    private long timeoutMillis() {
        if (!timeout.isNumber()) {
            return 0;
        }
        double millis = Math.ceil(Double.parseDouble(timeout.text()));
        return (long) Math.max(0, Math.min(millis, LONGEST_TIMEOUT_MILLIS));
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

    private HubMessage readResponse(List<byte[]> attachments) {
        boolean hasBody = scanner.nextElement();
        if (hasBody && enterObjectOrSkip()) {
            while (scanner.nextKey()) {
                boolean isId = scanner.keyIs(ID);
                boolean isValue = scanner.keyIs(RESPONSE);
                scanner.skipValue();
                if (isId) {
                    found(id);
                } else if (isValue) {
                    found(value);
                }
            }
        }
        skipRest(hasBody);
        if (id.isAbsent() || isLongerThan(id, settings.maxIdLength())) {
            return new HubMessage.Malformed(RequestId.ABSENT, "The response names no request.");
        }
        if (attachments.isEmpty()) {
            return response;
        }
        Placeholders.Part part = Placeholders.of(value, attachments, scanner, settings.maxAttachments());
        return new HubMessage.Response(requestId, part.json(), part.attachments());
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
