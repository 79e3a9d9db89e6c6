package io.microstream.client.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes frames in the order in which they were queued, all that waits in as few writes as possible, on a thread of its
 * own. Owns the queue, guarded by its lock, and that thread, which ends with {@link #close} or {@link #stop}.
 */
final class FrameWriter {
    private static final int BUFFER_BYTES = 64 * 1024;

    private record Frame(int opcode, byte[] body) {}

    private final OutputStream out;
    private final Runnable onFailure;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingToDo = lock.newCondition();
    private Deque<Frame> waiting = new ArrayDeque<>();
    private boolean writerWaits;
    private boolean ended;

    // Of the writing thread.
    private final SecureRandom random = new SecureRandom();
    private final byte[] masks = new byte[4 * 1024];
    private int nextMask = masks.length;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;

    FrameWriter(OutputStream out, String threadName, Runnable onFailure) {
        this.out = out;
        this.onFailure = onFailure;
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** Queues a text and the binary messages that belong to it; false when the writer has ended. */
    boolean send(byte[] text, List<byte[]> binaries) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            waiting.add(new Frame(Frames.TEXT, text));
            binaries.forEach(binary -> waiting.add(new Frame(Frames.BINARY, binary)));
            wake();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void control(int opcode, byte[] body) {
        lock.lock();
        try {
            if (!ended) {
                waiting.add(new Frame(opcode, body));
                wake();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits and a CLOSE frame, and takes nothing more. */
    void close() {
        end(new byte[] {3, (byte) 0xe8}); // 1000
    }

    /** Takes nothing more; what waits is dropped. */
    void stop() {
        lock.lock();
        try {
            waiting.clear();
        } finally {
            lock.unlock();
        }
        end(new byte[0]);
    }

    boolean awaitEnd(Duration limit) throws InterruptedException {
        thread.join(Math.max(1, limit.toMillis()));
        return !thread.isAlive();
    }

    private void end(byte[] closeBody) {
        lock.lock();
        try {
            if (!ended && closeBody.length > 0) {
                waiting.add(new Frame(Frames.CLOSE, closeBody));
            }
            ended = true;
            wake();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        if (writerWaits) {
            somethingToDo.signal();
        }
    }

    private void run() {
        try {
            for (Deque<Frame> batch = take(); !batch.isEmpty(); batch = take()) {
                for (Frame frame = batch.poll(); frame != null; frame = batch.poll()) {
                    write(frame);
                }
                flush();
            }
        } catch (IOException gone) {
            onFailure.run();
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            onFailure.run();
        }
    }

    /** Waits for frames; none once the writer has ended. */
    private Deque<Frame> take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !ended) {
                writerWaits = true;
                somethingToDo.await(1, TimeUnit.MINUTES);
                writerWaits = false;
            }
            Deque<Frame> batch = waiting;
            waiting = new ArrayDeque<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void write(Frame frame) throws IOException {
        byte[] body = frame.body();
        if (nextMask == masks.length) {
            random.nextBytes(masks);
            nextMask = 0;
        }
        head(frame.opcode(), body.length);
        int mask = nextMask;
        nextMask += 4;
        put(masks, mask);
        for (int at = 0; at < body.length; ) {
            int piece = Math.min(body.length - at, BUFFER_BYTES - filled);
            for (int i = 0; i < piece; i++, at++) {
                buffer[filled + i] = (byte) (body[at] ^ masks[mask + (at & 3)]);
            }
            filled += piece;
            if (filled == BUFFER_BYTES) {
                flush();
            }
        }
    }

    private void head(int opcode, int length) throws IOException {
        if (filled + 14 > BUFFER_BYTES) {
            flush();
        }
        buffer[filled++] = (byte) (Frames.FIN | opcode);
        if (length < 126) {
            buffer[filled++] = (byte) (Frames.MASKED | length);
        } else if (length < 1 << 16) {
            buffer[filled++] = (byte) (Frames.MASKED | 126);
            big(length, 2);
        } else {
            buffer[filled++] = (byte) (Frames.MASKED | 127);
            big(length, 8);
        }
    }

    private void big(long number, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            buffer[filled++] = (byte) (number >> shift);
        }
    }

    private void put(byte[] source, int from) {
        System.arraycopy(source, from, buffer, filled, 4);
        filled += 4;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, filled);
        out.flush();
        filled = 0;
    }
}
