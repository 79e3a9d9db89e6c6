package io.microstream.hub.routing;

/** Text from outside, made fit for a line of the log. */
public final class LogText {
    /** Longest text that is logged, in UTF-16 code units. */
    public static final int MAX_LENGTH = 256;

    private LogText() {}

    /** The text on one line: without control characters and line separators, cut off at {@link #MAX_LENGTH}. */
    public static String clean(String text) {
        if (text.length() <= MAX_LENGTH && text.chars().noneMatch(LogText::breaksTheLine)) {
            return text;
        }
        StringBuilder clean = new StringBuilder();
        text.chars().filter(unit -> !breaksTheLine(unit)).limit(MAX_LENGTH).forEach(unit -> clean.append((char) unit));
        return clean.toString();
    }

    private static boolean breaksTheLine(int unit) {
        return Character.isISOControl(unit) || unit == '\u2028' || unit == '\u2029';
    }
}
