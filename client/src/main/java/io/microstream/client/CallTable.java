package io.microstream.client;

import io.microstream.client.error.ClientClosedException;
import io.microstream.client.error.HubUnreachableException;
import io.microstream.client.error.TooManyRequestsException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls that have no outcome yet: those that wait to be sent, oldest first, and those that were. Any thread.
 *
 * <p>Owns both, the connection over which calls go at the moment, and the reason why no call is taken any more; all of it,
 * and each call's progress, is guarded by its lock. It never calls out.
 */
final class CallTable {
    /** Calls to be sent, over a connection. */
    record Batch(List<PendingCall> calls, @Nullable HubSession session) {
        static final Batch NONE = new Batch(List.of(), null);
    }

    private final Settings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final TreeSet<PendingCall> waiting = new TreeSet<>(Comparator.comparingLong(call -> call.number));
    private final Map<String, PendingCall> sent = new HashMap<>();
    private @Nullable HubSession session;
    private @Nullable RemoteException over;
    private boolean sending; // a batch is on its way: what comes now goes behind it
    private volatile boolean somethingWaits;

    CallTable(Settings settings) {
        this.settings = settings;
    }

    /**
     * Takes a call in.
     *
     * @return the connection to send it over now; {@code null} if it has to wait
     * @throws RemoteException if it is not taken
     */
    @Nullable
    HubSession add(PendingCall call) {
        lock.lock();
        try {
            if (over != null) {
                throw over;
            }
            if (session != null && !sending && waiting.isEmpty() && sent.size() < settings.maxInFlight()) {
                markSent(call);
                return session;
            }
            refuseWhereItShallNotWait(call);
            waiting.add(call);
            somethingWaits = true;
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the call of an id out, if it was sent and has no outcome yet. */
    Optional<PendingCall> takeSent(String id) {
        lock.lock();
        try {
            PendingCall call = sent.get(id);
            if (call != null) {
                remove(call);
            }
            return Optional.ofNullable(call);
        } finally {
            lock.unlock();
        }
    }

    /** Takes a call out; idempotent. */
    void take(PendingCall call) {
        if (call.progress == PendingCall.Progress.OVER) {
            return;
        }
        lock.lock();
        try {
            remove(call);
        } finally {
            lock.unlock();
        }
    }

    /** There is a connection. */
    void connected(HubSession connection) {
        lock.lock();
        try {
            session = connection;
        } finally {
            lock.unlock();
        }
    }

    /** There is no connection. What was sent can still be answered over the next one. Returns what shall not wait for it. */
    List<PendingCall> disconnected() {
        lock.lock();
        try {
            session = null;
            return settings.whenOffline() == WhenUnable.FAIL ? List.copyOf(waiting) : List.of();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Marks as sent what waits, as much as may be in flight; nothing while another thread has a batch to send. Whoever gets
     * one sends it, and then asks for {@link #nextBehindTheLast}.
     */
    Batch next() {
        if (!somethingWaits) {
            return Batch.NONE;
        }
        lock.lock();
        try {
            return sending ? Batch.NONE : take();
        } finally {
            lock.unlock();
        }
    }

    /** The last batch has been sent. The next one, if something waits by now; without one, calls go out directly again. */
    Batch nextBehindTheLast() {
        lock.lock();
        try {
            return take();
        } finally {
            lock.unlock();
        }
    }

    /** The last batch was not sent to its end; calls go out directly again. */
    void sendingFailed() {
        lock.lock();
        try {
            sending = false;
        } finally {
            lock.unlock();
        }
    }

    private Batch take() {
        sending = false;
        if (session == null || !session.isOpen() || waiting.isEmpty()) {
            return Batch.NONE;
        }
        List<PendingCall> next = new ArrayList<>();
        Iterator<PendingCall> oldestFirst = waiting.iterator();
        while (oldestFirst.hasNext() && sent.size() < settings.maxInFlight()) {
            PendingCall call = oldestFirst.next();
            oldestFirst.remove();
            markSent(call);
            next.add(call);
        }
        somethingWaits = !waiting.isEmpty();
        sending = !next.isEmpty();
        return sending ? new Batch(next, session) : Batch.NONE;
    }

    /** The connection ended before the call was handed to it. False if it cannot wait for the next one. */
    boolean putBack(PendingCall call) {
        lock.lock();
        try {
            if (call.progress == PendingCall.Progress.SENT) {
                sent.remove(call.id);
                call.progress = PendingCall.Progress.WAITING;
                waiting.add(call);
                somethingWaits = true;
            }
            return settings.whenOffline() == WhenUnable.WAIT && over == null;
        } finally {
            lock.unlock();
        }
    }

    /** No call is taken from now on. Returns those that are open. */
    List<PendingCall> close(RemoteException reason) {
        lock.lock();
        try {
            over = over == null ? reason : over;
            return open();
        } finally {
            lock.unlock();
        }
    }

    /** Those that are open at the moment. */
    List<PendingCall> snapshot() {
        lock.lock();
        try {
            return open();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is open. */
    void awaitIdle(long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = deadlineNanos - System.nanoTime();
            while (left > 0 && !(waiting.isEmpty() && sent.isEmpty())) {
                left = idle.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    static RemoteException unreachable() {
        return new HubUnreachableException("There is no connection to the hub; the request was not sent", "null");
    }

    /** The reason of a client that its owner has closed. */
    static RemoteException closed() {
        return new ClientClosedException("The client is closed", "null");
    }

    private void refuseWhereItShallNotWait(PendingCall call) {
        if (session == null && settings.whenOffline() == WhenUnable.FAIL) {
            throw unreachable();
        }
        boolean full = session != null
                && settings.whenFull() == WhenUnable.FAIL
                && sent.size() + waiting.size() >= settings.maxInFlight();
        if (full || waiting.size() >= settings.maxWaiting()) {
            throw new TooManyRequestsException(
                    "Too many requests are unanswered; this one did not go to \"" + call.question.target() + "\"",
                    "null");
        }
    }

    private void markSent(PendingCall call) {
        call.progress = PendingCall.Progress.SENT;
        sent.put(call.id, call);
    }

    private void remove(PendingCall call) {
        if (call.progress == PendingCall.Progress.SENT) {
            sent.remove(call.id);
        } else if (call.progress == PendingCall.Progress.WAITING) {
            waiting.remove(call);
            somethingWaits = !waiting.isEmpty();
        }
        call.progress = PendingCall.Progress.OVER;
        if (sent.isEmpty() && waiting.isEmpty()) {
            idle.signalAll();
        }
    }

    private List<PendingCall> open() {
        List<PendingCall> open = new ArrayList<>(waiting);
        open.addAll(sent.values());
        return open;
    }
}
