package io.microstream.hub.json;

/** A text that the hub does not let through as JSON. Costs no stack trace: a peer may cause many. */
public final class JsonException extends RuntimeException {
    /** What is wrong with the text. */
    public enum Reason {
        /** Not JSON by RFC 8259. */
        SYNTAX,
        /** A string that is not UTF-8 by RFC 3629. */
        UTF8,
        /** Nested deeper than {@link JsonLimits#maxDepth()}. */
        TOO_DEEP,
        /** A number literal longer than {@link JsonLimits#maxNumberLength()}. */
        NUMBER_TOO_LONG
    }

    private final Reason reason;
    private final int offset;

    JsonException(Reason reason, int offset, String sentence) {
        super(sentence, null, false, false);
        this.reason = reason;
        this.offset = offset;
    }

    static JsonException syntax(int offset, String sentence) {
        return new JsonException(Reason.SYNTAX, offset, sentence);
    }

    public Reason reason() {
        return reason;
    }

    /** Where the fault was seen: an index into the array that was scanned. */
    public int offset() {
        return offset;
    }

    /** The human sentence; it quotes nothing of the text. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
