package io.microstream.hub.websocket.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a thread that reads has made others wait for: they are flushed together when it has read all there is, not for
 * each message. Who becomes dirty on any other thread is flushed at once.
 *
 * <p>A round is one connection's read, or, where the server says so, the reads of all that it found readable at once.
 *
 * <p>Owns the reading threads' buffers. What lies in a thread's locals between rounds is of the JDK's types only, so
 * that the server's threads do not keep the application alive.
 */
final class ServletRounds implements Consumer<Boolean> {
    private static final int INPUT_BYTES = 64 * 1024;
    private static final int FLUSH_AFTER_BYTES = 256 * 1024;

    private final ThreadLocal<byte[]> input = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Round> open = new ThreadLocal<>();

    /** Belongs to its thread. */
    private static final class Round {
        private final List<ServletLink> dirty = new ArrayList<>();
        private int unflushedBytes;

        /** Flushes all who are dirty by now; those who become so through it as well. Never throws. */
        void flush() {
            for (int i = 0; i < dirty.size(); i++) { // grows meanwhile
                dirty.get(i).flush();
            }
            dirty.clear();
            unflushedBytes = 0;
        }
    }

    /** The server begins a round on this thread, or ends it. Never throws. */
    @Override
    public void accept(Boolean begins) {
        if (begins) {
            open.set(new Round());
        } else {
            end();
        }
    }

    /** Runs {@code work} in the round that is open, or in one of its own. */
    void run(Runnable work) {
        if (open.get() != null) {
            work.run(); // or the server reads for one connection while it is asked for another
            return;
        }
        open.set(new Round());
        try {
            work.run();
        } finally {
            end();
        }
    }

    /** So much was read and handled; when it becomes too much, nobody waits for the round's end. */
    void handled(int bytes) {
        Round round = open.get();
        if (round == null) {
            return;
        }
        round.unflushedBytes += bytes;
        if (round.unflushedBytes >= FLUSH_AFTER_BYTES) {
            round.flush();
        }
    }

    void flushLater(ServletLink link) {
        Round round = open.get();
        if (round == null) {
            link.flush();
        } else {
            round.dirty.add(link);
        }
    }

    private void end() {
        Round round = open.get();
        if (round != null) {
            round.flush();
            open.remove();
        }
    }

    /** Room for what is read in one go; of this thread. */
    byte[] input() {
        byte[] buffer = input.get();
        if (buffer == null) {
            buffer = new byte[INPUT_BYTES];
            input.set(buffer);
        }
        return buffer;
    }
}
