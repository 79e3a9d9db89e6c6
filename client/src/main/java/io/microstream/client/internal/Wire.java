package io.microstream.client.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** The bytes of one connection. One thread reads and one at a time writes; any thread closes, which ends both. */
interface Wire extends Closeable {
    /** From now on {@link #read} fails when nothing has come for so long. */
    void silenceLimit(Duration limit) throws IOException;

    /** Waits for bytes and reads what is there; -1 at the end. */
    int read(ByteBuffer into) throws IOException;

    /** Writes what goes without waiting, perhaps nothing. */
    void writeWhatGoes(ByteBuffer bytes) throws IOException;

    /** Writes everything, however long that takes. */
    void writeAll(ByteBuffer bytes) throws IOException;

    @Override
    void close();
}
