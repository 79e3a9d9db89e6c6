package io.microstream.hub.json;

/**
 * A value that is another one with the next message: for a reader that makes no object for what it finds. Whoever gets
 * it as a {@link RawJson} may use it until the call that brought it returns. For one thread.
 */
public final class JsonWindow extends RawJson {
    private static final byte[] NOTHING = {};

    /** Absent until it is told what to show. */
    public JsonWindow() {
        super(NOTHING, 0, 0);
    }

    /** Shows the value that a {@link JsonScanner} has just checked; absent where there are no bytes. */
    public void show(byte[] json, int from, int to) {
        array = json;
        offset = from;
        length = to - from;
    }

    /** Is absent, and keeps no bytes. */
    public void clear() {
        show(NOTHING, 0, 0);
    }
}
