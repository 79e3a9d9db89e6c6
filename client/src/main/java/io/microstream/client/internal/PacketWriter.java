package io.microstream.client.internal;

import java.util.Map;

/** Writes what goes to the hub, Engine.IO's packet type included. Owns nothing; any thread. */
public final class PacketWriter {
    /** The answer to a ping. */
    public static final String PONG = "3";

    /** Socket.IO DISCONNECT: the name is free at once. */
    public static final String DISCONNECT = "41";

    /** CONNECT; we take answers without a value, and want to know how long our askers wait. */
    public static final String CONNECT = "40{\"acceptsNull\":true,\"takesDeadline\":true}";

    private PacketWriter() {}

    /**
     * A request.
     *
     * @param timeoutMillis how long we wait, or 0 to leave that out
     * @param dataJson JSON text, or empty text for a request without data
     */
    public static String request(
            int attachments,
            String target,
            String id,
            String event,
            Map<String, String> headers,
            String dataJson,
            long timeoutMillis) {
        StringBuilder packet = event(attachments, "request", 96 + dataJson.length());
        packet.append("{\"targetService\":");
        quote(packet, target);
        if (timeoutMillis > 0) {
            packet.append(",\"timeout\":").append(timeoutMillis);
        }
        packet.append(",\"payload\":{\"id\":");
        quote(packet, id);
        packet.append(",\"event\":");
        quote(packet, event);
        if (!dataJson.isEmpty()) {
            packet.append(",\"data\":").append(dataJson);
        }
        if (!headers.isEmpty()) {
            packet.append(",\"headers\":");
            object(packet, headers);
        }
        return packet.append("}}]").toString();
    }

    /**
     * An answer.
     *
     * @param idJson the request's id as it came
     * @param valueJson JSON text
     */
    public static String answer(int attachments, String idJson, String valueJson) {
        StringBuilder packet = event(attachments, "response", 40 + idJson.length() + valueJson.length());
        packet.append("{\"id\":").append(idJson).append(",\"response\":").append(valueJson);
        return packet.append("}]").toString();
    }

    /** An answer that is an error. */
    public static String error(String idJson, String code, String message, String dataJson) {
        StringBuilder value = new StringBuilder("{\"error\":{\"code\":");
        quote(value, code);
        value.append(",\"message\":");
        quote(value, message);
        value.append(",\"errorData\":").append(dataJson).append("}}");
        return answer(0, idJson, value.toString());
    }

    /** A sign of life. */
    public static String heartbeat(String service) {
        StringBuilder packet = event(0, "heartbeat", 40 + service.length());
        packet.append("{\"serviceName\":");
        quote(packet, service);
        return packet.append("}]").toString();
    }

    /** Text as a JSON string. */
    public static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2);
        quote(json, text);
        return json.toString();
    }

    private static StringBuilder event(int attachments, String name, int length) {
        StringBuilder packet = new StringBuilder(length + 24);
        if (attachments == 0) {
            packet.append("42");
        } else {
            packet.append("45").append(attachments).append('-');
        }
        return packet.append("[\"").append(name).append("\",");
    }

    private static void object(StringBuilder json, Map<String, String> members) {
        char before = '{';
        for (Map.Entry<String, String> member : members.entrySet()) {
            json.append(before);
            quote(json, member.getKey());
            json.append(':');
            quote(json, member.getValue());
            before = ',';
        }
        json.append('}');
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || isLone(text, i, c)) {
                json.append("\\u")
                        .append(Character.forDigit(c >> 12, 16))
                        .append(Character.forDigit(c >> 8 & 15, 16))
                        .append(Character.forDigit(c >> 4 & 15, 16))
                        .append(Character.forDigit(c & 15, 16));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Half a surrogate pair is no character, and has no UTF-8. */
    private static boolean isLone(String text, int at, char c) {
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
