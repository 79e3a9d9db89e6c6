package io.microstream.hub.websocket.frames;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One I/O thread: selects, reads, lets the hub work, and flushes each peer once a round.
 *
 * <p>Owns the selector, the buffers, and the list of those who have something to write; all but {@link #execute} and
 * {@link #isLoopThread} belong to its thread. Nothing that runs here may block.
 */
final class ChannelLoop implements Runnable {
    private static final Logger LOGGER = System.getLogger(ChannelLoop.class.getName());

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final IoBuffers buffers = new IoBuffers();
    private ArrayList<ChannelLink> dirty = new ArrayList<>();
    private ArrayList<ChannelLink> flushing = new ArrayList<>();
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private volatile boolean dead;

    ChannelLoop() throws IOException {
        selector = Selector.open();
    }

    /** Runs something on this loop's thread, soon; on the caller's once the loop has ended. Any thread. */
    void execute(Runnable task) {
        tasks.add(task);
        if (dead) {
            runTasks(); // nobody else would
        } else if (woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    boolean isLoopThread() {
        return Thread.currentThread() == thread;
    }

    /** Ends the loop and every connection on it. Any thread. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    Selector selector() {
        return selector;
    }

    /** Flushes the connection at the end of this round. */
    void flushLater(ChannelLink link) {
        if (!dead) {
            dirty.add(link);
        }
    }

    /** Of this loop's thread. */
    IoBuffers buffers() {
        return buffers;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (!stopping) {
            try {
                round();
            } catch (IOException | ClosedSelectorException broken) {
                LOGGER.log(Level.ERROR, "The selector of the channel lane has failed.", broken);
                stopping = true;
            } catch (RuntimeException | Error fault) { // whatever it is, the others on this loop go on
                LOGGER.log(Level.ERROR, "A round of the channel lane has failed.", fault);
            }
        }
        end();
    }

    private void round() throws IOException {
        selector.select(ChannelLoop::ready);
        woken.set(false);
        Thread.interrupted(); // the server hurries its threads when it stops; select would return at once for ever
        runTasks();
        while (!dirty.isEmpty()) {
            ArrayList<ChannelLink> round = dirty;
            dirty = flushing;
            flushing = round;
            for (ChannelLink link : round) {
                attempt(link::flush, link);
            }
            round.clear();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException | Error fault) {
                LOGGER.log(Level.ERROR, "A connection of the channel lane has failed.", fault);
            }
        }
    }

    private static void ready(SelectionKey key) {
        if (key.attachment() instanceof ChannelLink link) {
            attempt(link::ready, link);
        }
    }

    /** A fault costs its connection, not the others. */
    private static void attempt(Runnable work, ChannelLink link) {
        try {
            work.run();
        } catch (RuntimeException | Error fault) {
            LOGGER.log(Level.ERROR, "A connection of the channel lane has failed.", fault);
            abort(link);
        }
    }

    private static void abort(ChannelLink link) {
        try {
            link.abort();
        } catch (RuntimeException | Error fault) {
            LOGGER.log(Level.ERROR, "A connection of the channel lane would not end.", fault);
        }
    }

    private void end() {
        for (SelectionKey key : new ArrayList<>(selector.keys())) {
            if (key.attachment() instanceof ChannelLink link) {
                abort(link);
            }
        }
        try {
            selector.close();
        } catch (IOException closed) {
            LOGGER.log(Level.DEBUG, "The selector would not close.", closed);
        }
        dead = true;
        runTasks();
    }
}
