package io.microstream.hub.json;

/** Checks numbers. RFC 8259 §6: {@code [-] int [frac] [exp]}, no leading zero, no leading plus. */
final class NumberScan {
    private NumberScan() {}

    /** Checks the number that begins at {@code from} and returns the index behind it. */
    static int check(byte[] json, int from, int end, int maxLength) {
        int at = from < end && json[from] == '-' ? from + 1 : from;
        if (at < end && json[at] == '0') {
            at++;
        } else {
            at = digits(json, at, end, at == from ? "A value is expected here." : "A minus needs a digit.");
        }
        if (at < end && json[at] == '.') {
            at = digits(json, at + 1, end, "A decimal point needs a digit behind it.");
        }
        if (at < end && (json[at] | 0x20) == 'e') {
            at = digits(json, behindSign(json, at + 1, end), end, "An exponent needs a digit.");
        }
        if (at - from > maxLength) {
            throw new JsonException(
                    JsonException.Reason.NUMBER_TOO_LONG, from, "A number has more characters than the hub accepts.");
        }
        return at;
    }

    private static int behindSign(byte[] json, int at, int end) {
        return at < end && (json[at] == '+' || json[at] == '-') ? at + 1 : at;
    }

    /** One digit at least. */
    private static int digits(byte[] json, int from, int end, String sentenceWhenNone) {
        int at = from;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw JsonException.syntax(at, sentenceWhenNone);
        }
        return at;
    }
}
