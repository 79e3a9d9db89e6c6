package io.microstream.hub.message;

import io.microstream.hub.json.JsonLimits;
import io.microstream.hub.json.JsonScanner;
import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.RawJson;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What JavaScript's {@code String(value)} makes of a JSON value, cut off at {@link #MAX_LENGTH}. */
final class JavaScriptText {
    /** Longest text, in UTF-16 code units: a sentence for people quotes it. */
    static final int MAX_LENGTH = 1000;

    private static final Pattern PLAIN_INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,14}");

    private JavaScriptText() {}

    static String of(RawJson value) {
        String text = value.isArray() ? joined(value) : single(value);
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }

    private static String single(RawJson value) {
        if (value.isAbsent()) {
            return "undefined";
        }
        if (value.isObject()) {
            return "[object Object]";
        }
        if (value.isString()) {
            return JsonStrings.unescape(value);
        }
        return value.isNumber() ? number(value.text()) : value.text();
    }

    /** Arrays in arrays join with the same comma, and null is nothing there: so it is one flat walk. */
    private static String joined(RawJson array) {
        // The array is checked: it needs no limit here but its own length.
        JsonScanner scanner = new JsonScanner(new JsonLimits(array.length(), array.length()));
        scanner.reset(array.array(), array.offset(), array.offset() + array.length());
        StringBuilder text = new StringBuilder();
        int depth = scanner.enterArray() ? 1 : 0;
        boolean first = true;
        while (depth > 0 && text.length() <= MAX_LENGTH) {
            if (!scanner.nextElement()) {
                depth--;
                first = false;
                continue;
            }
            text.append(first ? "" : ",");
            first = scanner.enterArray();
            if (first) {
                depth++;
            } else {
                text.append(element(scanner.value()));
            }
        }
        return text.toString();
    }

    private static String element(RawJson value) {
        return value.isNull() ? "" : single(value);
    }

    // ECMA-262, "Number::toString": plain digits from 1e-6 to below 1e21, an exponent beyond.
    private static String number(String literal) {
        if (PLAIN_INTEGER.matcher(literal).matches()) {
            return literal;
        }
        double value = Double.parseDouble(literal);
        if (value == 0 || Double.isInfinite(value)) {
            return value == 0 ? "0" : value > 0 ? "Infinity" : "-Infinity";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        return exponent >= -6 && exponent < 21 ? exact.toPlainString() : scientific(exact, exponent);
    }

    private static String scientific(BigDecimal value, int exponent) {
        String digits = value.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = value.signum() < 0 ? "-" : "";
        return sign + digits.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }
}
