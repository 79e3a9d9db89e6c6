package io.microstream.hub.engineio;

import io.microstream.hub.time.HubTimers.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Engine.IO v4, "Upgrade": a session's change from polling to WebSocket. The candidate is probed; while it is, a
 * waiting poll is let go every 100 ms; with {@code 5} the candidate takes over, and whatever else happens costs the
 * candidate only.
 *
 * <p>Owns the candidate and its timers under a lock of its own, which is never held while calling out.
 */
final class Upgrade {
    /** As the original's server. */
    private static final Duration RELEASE_INTERVAL = Duration.ofMillis(100);

    private static final byte[] PROBE = "2probe".getBytes(StandardCharsets.UTF_8);

    private final EngineSession session;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean claimed;
    private @Nullable WebSocketTransport candidate;
    private @Nullable Timer timeout;
    private boolean releasing;

    Upgrade(EngineSession session) {
        this.session = session;
    }

    /**
     * Keeps the place for a candidate whose handshake has come: a second one may be through with its own before. False
     * when the place is taken, or there is nothing to upgrade.
     */
    boolean claim() {
        if (!session.isOpenOver(session.transport())
                || !session.transport().name().equals("polling")) {
            return false;
        }
        lock.lock();
        try {
            if (claimed) {
                return false;
            }
            claimed = true;
            timeout = session.timers().schedule(session.settings().upgradeTimeout(), this::abandon);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the candidate in for which the place was claimed; false if that took too long. */
    boolean begin(WebSocketTransport newcomer) {
        lock.lock();
        try {
            if (!claimed || candidate != null) {
                return false;
            }
            candidate = newcomer;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The candidate has got a text packet. */
    void receive(Transport from, byte[] buffer, int start, int end) {
        WebSocketTransport current = candidateIfIs(from);
        if (current == null) {
            return;
        }
        session.inbound().signOfLife();
        if (Arrays.equals(buffer, start, end, PROBE, 0, PROBE.length)) {
            current.answerProbe();
            if (beginReleasing(current)) {
                releasePolls(current);
            }
        } else if (start < end && buffer[start] == PacketType.UPGRADE.digit()) {
            finish(current);
        } else {
            abandon();
        }
    }

    /** The candidate has got something that has no place in an upgrade. */
    void refuse(Transport from) {
        if (candidateIfIs(from) != null) {
            abandon();
        }
    }

    void transportClosed(Transport ended) {
        refuse(ended);
    }

    /** Closes the candidate, if there is one; the session goes on as it was. */
    void abandon() {
        WebSocketTransport abandoned = takeCandidate(false);
        if (abandoned != null) {
            abandoned.close();
        }
    }

    private void finish(WebSocketTransport current) {
        // The place stays taken: until the session has changed, a second candidate would be let in and wait for
        // nothing.
        if (takeCandidate(true) == null || !session.switchTo(current)) {
            current.close();
        }
    }

    /** Whether it has not begun for this candidate: a second probe makes no second round of releases. */
    private boolean beginReleasing(WebSocketTransport probed) {
        lock.lock();
        try {
            boolean begins = candidate == probed && !releasing;
            releasing |= begins;
            return begins;
        } finally {
            lock.unlock();
        }
    }

    private void releasePolls(WebSocketTransport probed) {
        session.timers().schedule(RELEASE_INTERVAL, () -> {
            if (candidateIfIs(probed) != null) {
                session.transport().release();
                releasePolls(probed);
            }
        });
    }

    private @Nullable WebSocketTransport candidateIfIs(Transport transport) {
        lock.lock();
        try {
            return candidate == transport ? candidate : null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable WebSocketTransport takeCandidate(boolean keepsThePlace) {
        lock.lock();
        try {
            WebSocketTransport taken = candidate;
            candidate = null;
            claimed = keepsThePlace && taken != null;
            releasing = false;
            if (timeout != null) {
                timeout.cancel();
                timeout = null;
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
