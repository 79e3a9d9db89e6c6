package io.microstream.hub.json;

/**
 * How much JSON the hub lets through, so that the parsers of its clients survive it.
 *
 * @param maxDepth deepest accepted nesting of arrays and objects; 1 is a flat array
 * @param maxNumberLength longest accepted number literal, in characters
 */
public record JsonLimits(int maxDepth, int maxNumberLength) {
    /** 256 levels and 1,000 characters: far below what breaks JavaScript, Java or Python. */
    public static final JsonLimits DEFAULT = new JsonLimits(256, 1000);

    public JsonLimits {
        if (maxDepth < 1 || maxNumberLength < 1) {
            throw new IllegalArgumentException(
                    "JSON limits are at least 1: depth " + maxDepth + ", number length " + maxNumberLength);
        }
    }
}
