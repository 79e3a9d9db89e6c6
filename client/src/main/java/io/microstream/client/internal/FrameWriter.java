package io.microstream.client.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames in the order in which they were queued, all that waits in as few writes as possible. Whoever queues one
 * while nobody writes has the turn and writes at once; what the socket does not take then is left to a thread of the
 * writer's own, so that nobody else waits.
 *
 * <p>Owns the queue and the turn, guarded by its lock, and that thread, which is made when it is first needed and ends
 * with {@link #close} or {@link #stop}.
 */
final class FrameWriter {
    /** So often one who sends writes what others have queued meanwhile. */
    private static final int MOST_ROUNDS = 16;

    private static final byte[] NORMAL_CLOSURE = {3, (byte) 0xe8}; // 1000

    private final Wire wire;
    private final String threadName;
    private final Runnable onFailure;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turnHandedOver = lock.newCondition();
    private final Condition turnGivenBack = lock.newCondition();
    private final SecureRandom random = new SecureRandom();
    private final byte[] masks = new byte[4 * 1024];
    private int nextMask = masks.length;
    private FrameBuffer waiting = new FrameBuffer();
    private FrameBuffer leaving = new FrameBuffer(); // of the one who has the turn
    private ByteBuffer rest = ByteBuffer.allocate(0); // of leaving, for the thread
    private boolean turnTaken;
    private boolean threadsTurn;
    private boolean ended;
    private @Nullable Thread thread;
    private volatile boolean held;

    FrameWriter(Wire wire, String threadName, Runnable onFailure) {
        this.wire = wire;
        this.threadName = threadName;
        this.onFailure = onFailure;
    }

    /**
     * Queues a text and the binary messages that belong to it; false when the writer has ended.
     *
     * @param hold leave the writing to the next who sends, or to {@link #flush}
     */
    boolean send(byte[] text, List<byte[]> binaries, boolean hold) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            add(Frames.TEXT, text);
            for (byte[] binary : binaries) {
                add(Frames.BINARY, binary);
            }
            held |= hold;
            if (hold || turnTaken) {
                return true;
            }
            turnTaken = true;
        } finally {
            lock.unlock();
        }
        write();
        return true;
    }

    void control(int opcode, byte[] body) {
        lock.lock();
        try {
            if (!ended) {
                add(opcode, body);
                held = true;
            }
        } finally {
            lock.unlock();
        }
        flush();
    }

    /** Writes what was held. */
    void flush() {
        if (!held) {
            return;
        }
        lock.lock();
        try {
            held = false;
            if (turnTaken || waiting.isEmpty()) {
                return;
            }
            turnTaken = true;
        } finally {
            lock.unlock();
        }
        write();
    }

    /** Writes what waits and a CLOSE frame, and takes nothing more. */
    void close() {
        lock.lock();
        try {
            if (!ended) {
                add(Frames.CLOSE, NORMAL_CLOSURE);
                held = true;
                end();
            }
        } finally {
            lock.unlock();
        }
        flush();
    }

    /** Takes nothing more; what waits is dropped. */
    void stop() {
        lock.lock();
        try {
            waiting.clear();
            end();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is written and the thread, if there is one, has ended. */
    void awaitEnd(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        Thread writing;
        lock.lock();
        try {
            while (turnTaken && left > 0) {
                left = turnGivenBack.awaitNanos(left);
            }
            writing = thread;
        } finally {
            lock.unlock();
        }
        if (writing != null) {
            writing.join(Math.max(1, left / 1_000_000));
        }
    }

    private void end() {
        ended = true;
        turnHandedOver.signal();
    }

    private void add(int opcode, byte[] body) {
        if (nextMask == masks.length) {
            random.nextBytes(masks);
            nextMask = 0;
        }
        int mask = ByteBuffer.wrap(masks).getInt(nextMask);
        nextMask += 4;
        waiting.add(opcode, body, mask);
    }

    /** By the one who has the turn: writes what goes without waiting, and leaves the rest to the thread. */
    private void write() {
        try {
            int rounds = 0;
            for (ByteBuffer bytes = next(); bytes.hasRemaining(); bytes = next()) {
                wire.writeWhatGoes(bytes);
                if (bytes.hasRemaining() || ++rounds == MOST_ROUNDS) {
                    handOver(bytes);
                    return;
                }
            }
        } catch (IOException gone) {
            fail();
        }
    }

    /** What waits; where nothing does, the turn is given back. */
    private ByteBuffer next() {
        lock.lock();
        try {
            leaving.clear();
            FrameBuffer next = waiting;
            waiting = leaving;
            leaving = next;
            if (leaving.isEmpty()) {
                giveBack();
            }
            return leaving.view();
        } finally {
            lock.unlock();
        }
    }

    private void handOver(ByteBuffer bytes) {
        lock.lock();
        try {
            rest = bytes;
            threadsTurn = true;
            turnHandedOver.signal();
            if (thread == null) {
                thread = new Thread(this::run, threadName);
                thread.setDaemon(true);
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (awaitTurn()) {
                wire.writeAll(rest);
                for (ByteBuffer bytes = next(); bytes.hasRemaining(); bytes = next()) {
                    wire.writeAll(bytes);
                }
            }
        } catch (IOException gone) {
            fail();
        }
    }

    /** Waits for the thread's turn; false once there will be none. */
    private boolean awaitTurn() {
        lock.lock();
        try {
            while (!threadsTurn) {
                if (ended && !turnTaken) {
                    return false;
                }
                turnHandedOver.awaitUninterruptibly();
            }
            threadsTurn = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void fail() {
        lock.lock();
        try {
            ended = true;
            waiting.clear();
            giveBack();
        } finally {
            lock.unlock();
        }
        onFailure.run();
    }

    private void giveBack() {
        turnTaken = false;
        turnGivenBack.signalAll();
        if (ended) {
            turnHandedOver.signal(); // to end
        }
    }
}
