package io.microstream.hub.websocket.frames;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a thread that reads has made others wait for: they are flushed together when it has read all there is, not for
 * each message. Who becomes dirty on any other thread is flushed at once.
 *
 * <p>Owns the reading threads' buffers. What lies in a thread's locals between rounds is of the JDK's types only, so
 * that the server's threads do not keep the application alive.
 */
final class ServletRounds {
    private static final int INPUT_BYTES = 64 * 1024;

    private final ThreadLocal<byte[]> input = new ThreadLocal<>();
    private final ThreadLocal<@Nullable ArrayList<ServletLink>> dirty = new ThreadLocal<>();

    /** Runs {@code work} and flushes all who have become dirty in it. */
    void run(Runnable work) {
        if (dirty.get() != null) {
            work.run(); // the server reads for one connection while it is asked for another
            return;
        }
        dirty.set(new ArrayList<>());
        try {
            work.run();
        } finally {
            flushAll();
            dirty.remove();
        }
    }

    /** Flushes all who are dirty by now; those who become so through it as well. Never throws. */
    void flushAll() {
        ArrayList<ServletLink> round = dirty.get();
        if (round == null) {
            return;
        }
        for (int i = 0; i < round.size(); i++) { // grows meanwhile
            round.get(i).flush();
        }
        round.clear();
    }

    void flushLater(ServletLink link) {
        ArrayList<ServletLink> round = dirty.get();
        if (round == null) {
            link.flush();
        } else {
            round.add(link);
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
