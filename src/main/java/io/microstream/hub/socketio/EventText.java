package io.microstream.hub.socketio;

import io.microstream.hub.engineio.OutboundText;
import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.Delivery;
import java.nio.charset.StandardCharsets;

/** The text of a delivery: what came in, between a few bytes of ours. Borrows the delivery's bytes. */
final class EventText implements OutboundText {
    private static final byte[] EVENT = ascii("42");
    private static final byte[] REQUEST = ascii("[\"request\",");
    private static final byte[] RESPONSE_ID = ascii("[\"response\",{\"id\":");
    private static final byte[] RESPONSE_VALUE = ascii(",\"response\":");
    private static final byte[] RESPONSE_ONLY_VALUE = ascii("[\"response\",{\"response\":");
    private static final byte[] RESPONSE_EMPTY = ascii("[\"response\",{");
    private static final byte[] END_OF_RESPONSE = ascii("}]");
    private static final byte[] END_OF_REQUEST = ascii("]");
    private static final byte[] NOTHING = {};
    private static final RawJson EMPTY_OBJECT = RawJson.of("{}");

    private final Delivery delivery;
    private final byte[] prefix;
    private final boolean takesNull;
    private final byte[] end;
    private final int length;

    /**
     * @param takesNull whether the peer takes an answer without a value as it is; the original client dies on it
     * @param takesDeadline whether the peer wants to know how long the asker of a request waits
     */
    EventText(Delivery delivery, boolean takesNull, boolean takesDeadline) {
        int attachments = delivery.attachments().size();
        this.delivery = delivery;
        this.takesNull = takesNull;
        end = takesDeadline ? end(delivery) : END_OF_REQUEST;
        prefix = attachments == 0 ? EVENT : ascii("45" + attachments + "-");
        length = delivery instanceof Delivery.Request request ? length(request) : length((Delivery.Answer) delivery);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void writeTo(byte[] target, int at) {
        if (delivery instanceof Delivery.Request request) {
            write(request, target, at);
        } else {
            write((Delivery.Answer) delivery, target, at);
        }
    }

    private int length(Delivery.Request request) {
        RawJson newId = request.replacedId();
        int change = newId.isAbsent()
                ? 0
                : newId.length() - request.payload().id().text().length();
        return prefix.length + REQUEST.length + request.payload().json().length() + change + end.length;
    }

    private void write(Delivery.Request request, byte[] target, int from) {
        RawJson json = request.payload().json();
        RawJson newId = request.replacedId();
        int at = put(target, put(target, from, prefix), REQUEST);
        if (newId.isAbsent()) {
            at = json.writeTo(target, at);
        } else {
            int beforeId = request.payload().idOffset();
            int behindId = beforeId + request.payload().id().text().length();
            System.arraycopy(json.array(), json.offset(), target, at, beforeId);
            at = newId.writeTo(target, at + beforeId);
            System.arraycopy(json.array(), json.offset() + behindId, target, at, json.length() - behindId);
            at += json.length() - behindId;
        }
        put(target, at, end);
    }

    /** A second argument where the asker of a request says how long it waits. */
    private static byte[] end(Delivery delivery) {
        return delivery instanceof Delivery.Request request && request.timeoutMillis() > 0
                ? ascii(",{\"timeout\":" + request.timeoutMillis() + "}]")
                : END_OF_REQUEST;
    }

    private int length(Delivery.Answer answer) {
        RawJson value = value(answer);
        return prefix.length
                + beforeId(answer.id(), value).length
                + answer.id().length()
                + beforeValue(answer.id(), value).length
                + value.length()
                + END_OF_RESPONSE.length;
    }

    private void write(Delivery.Answer answer, byte[] target, int from) {
        RawJson id = answer.id();
        RawJson value = value(answer);
        int at = put(target, put(target, from, prefix), beforeId(id, value));
        at = put(target, id.writeTo(target, at), beforeValue(id, value));
        put(target, value.writeTo(target, at), END_OF_RESPONSE);
    }

    private RawJson value(Delivery.Answer answer) {
        RawJson value = answer.value();
        return !takesNull && (value.isAbsent() || value.isNull()) ? EMPTY_OBJECT : value;
    }

    private static byte[] beforeId(RawJson id, RawJson value) {
        if (!id.isAbsent()) {
            return RESPONSE_ID;
        }
        return value.isAbsent() ? RESPONSE_EMPTY : RESPONSE_ONLY_VALUE;
    }

    private static byte[] beforeValue(RawJson id, RawJson value) {
        return id.isAbsent() || value.isAbsent() ? NOTHING : RESPONSE_VALUE;
    }

    private static int put(byte[] target, int at, byte[] part) {
        System.arraycopy(part, 0, target, at, part.length);
        return at + part.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
