package io.microstream.client.internal;

import java.util.Optional;

/**
 * An error as it stands on the wire: {@code {"code":…,"message":…,"errorData":…}}. Services may answer with less, or with
 * something else altogether; then the code is {@link #UNKNOWN}.
 *
 * @param dataJson JSON text, {@code "null"} where there is none
 */
public record ErrorBody(String code, String message, String dataJson) {
    /** Stands for a code that is missing. */
    public static final String UNKNOWN = "UNKNOWN";

    /**
     * The error in an answer. As in the original, an answer is an error by a member {@code error} that is neither
     * {@code null}, {@code false}, {@code 0} nor empty text.
     */
    public static Optional<ErrorBody> in(String answerJson) {
        JsonCursor cursor = new JsonCursor(answerJson, 0);
        if (answerJson.indexOf("\"error\"") < 0 || !cursor.enterObject()) {
            return Optional.empty();
        }
        Optional<ErrorBody> found = Optional.empty();
        for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
            String value = cursor.value();
            if (key.equals("error")) {
                found = isTruthy(value) ? Optional.of(of(value)) : Optional.empty();
            }
        }
        return found;
    }

    /** The error in a CONNECT_ERROR, {@code {"message":…,"data":{…}}}. */
    static ErrorBody refusal(String packet, int from) {
        JsonCursor cursor = new JsonCursor(packet, from);
        String message = "";
        if (cursor.enterObject()) {
            for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
                String value = cursor.value();
                if (key.equals("data")) {
                    return of(value);
                }
                message = key.equals("message") ? text(value) : message;
            }
        }
        return new ErrorBody(UNKNOWN, message, "null");
    }

    private static ErrorBody of(String json) {
        String code = UNKNOWN;
        String message = "";
        String data = "null";
        JsonCursor cursor = new JsonCursor(json, 0);
        if (!cursor.enterObject()) {
            return new ErrorBody(code, text(json), json);
        }
        for (String key = cursor.nextKey(); key != null; key = cursor.nextKey()) {
            String value = cursor.value();
            switch (key) {
                case "code" -> code = text(value);
                case "message" -> message = text(value);
                case "errorData" -> data = value;
                default -> {} // of others
            }
        }
        return new ErrorBody(code, message, code.equals(UNKNOWN) && data.equals("null") ? json : data);
    }

    private static boolean isTruthy(String json) {
        return !json.equals("null") && !json.equals("false") && !json.equals("0") && !json.equals("\"\"");
    }

    private static String text(String json) {
        return json.startsWith("\"") ? new JsonCursor(json, 0).string() : json;
    }
}
