package io.microstream.hub.websocket.endpoint;

import io.microstream.hub.websocket.WebSocketChannel.SendDone;
import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a peer has been sent and what it has proven to have got. Owns the one report that waits for proof; any
 * thread.
 */
final class DeliveryMeter {
    /** So much may be on its way without proof. */
    static final long WINDOW_BYTES = 256 * 1024;

    /** Proof is asked for each time that so much has gone out, so that a peer that reads never waits for it. */
    private static final long PROOF_EACH_BYTES = WINDOW_BYTES / 4;

    static final long NO_PROOF_NEEDED = 0;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ReentrantLock lock = new ReentrantLock();
    private long sentBytes;
    private long provenBytes;
    private long askedAtBytes;
    private long openProof = NO_PROOF_NEEDED;
    private @Nullable SendDone held;

    /** A message has gone out; {@code done} hears so now, or when the peer has caught up. */
    void sent(long bytes, SendDone done) {
        lock.lock();
        try {
            sentBytes += bytes;
            if (isBehind()) {
                held = done; // the only one: the next message comes only after its report
                return;
            }
        } finally {
            lock.unlock();
        }
        done.done(true);
    }

    /** The number to ask the peer for, or {@link #NO_PROOF_NEEDED}. One question is open at a time. */
    long nextProof() {
        lock.lock();
        try {
            if (openProof != NO_PROOF_NEEDED || sentBytes - askedAtBytes < PROOF_EACH_BYTES) {
                return NO_PROOF_NEEDED;
            }
            askedAtBytes = sentBytes;
            openProof = RANDOM.nextLong() | 1; // never NO_PROOF_NEEDED
            return openProof;
        } finally {
            lock.unlock();
        }
    }

    /** The peer has sent a number; the right one proves that it has got all that went out before the question. */
    void confirmed(long number) {
        SendDone released = null;
        lock.lock();
        try {
            if (number != openProof || openProof == NO_PROOF_NEEDED) {
                return;
            }
            openProof = NO_PROOF_NEEDED;
            provenBytes = askedAtBytes;
            if (!isBehind()) {
                released = held;
                held = null;
            }
        } finally {
            lock.unlock();
        }
        if (released != null) {
            released.done(true);
        }
    }

    private boolean isBehind() {
        return sentBytes - provenBytes > WINDOW_BYTES;
    }
}
