package io.microstream.client;

import io.microstream.client.error.ClientClosedException;
import io.microstream.client.error.Errors;
import io.microstream.client.error.HubUnreachableException;
import io.microstream.client.error.RequestMalformedException;
import io.microstream.client.error.RequestTimeoutException;
import io.microstream.client.error.TooManyRequestsException;
import io.microstream.client.internal.ErrorBody;
import io.microstream.client.internal.Inbound;
import io.microstream.client.internal.Json;
import io.microstream.client.internal.PacketWriter;
import jakarta.json.bind.JsonbException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this client asks others. Every call has exactly one outcome, and is sent at most once. Any thread.
 *
 * <p>Owns the calls that wait to be sent and those that are unanswered, guarded by its lock. Futures are completed and
 * packets sent without it.
 */
final class Calls {
    private static final Logger LOGGER = System.getLogger(Calls.class.getName());

    private final Settings settings;
    private final Json json;
    private final ScheduledExecutorService timers;
    private final LateCalls late = new LateCalls();
    private final String idPrefix = Ids.random();
    private final AtomicLong nextId = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final LinkedHashSet<PendingCall> waiting = new LinkedHashSet<>();
    private final Map<String, PendingCall> sent = new HashMap<>();
    private @Nullable HubSession session;
    private @Nullable RemoteException over; // why no call is taken any more

    Calls(Settings settings, Json json, ScheduledExecutorService timers) {
        this.settings = settings;
        this.json = json;
        this.timers = timers;
    }

    /** Makes a call; whatever is wrong with it becomes the outcome of its future. */
    CallFuture<Object> make(PendingCall.Question question, CallFuture.ReadingThread readingThread) {
        String id = idPrefix + Long.toString(nextId.getAndIncrement(), 36);
        PendingCall call = new PendingCall(id, question, new CallFuture<>(readingThread));
        Optional<RemoteException> flaw = flaw(question.data());
        if (flaw.isPresent()) {
            call.future.completeExceptionally(flaw.get());
            return call.future;
        }
        call.future.whenComplete((value, failure) -> end(call)); // also where its owner cancels or completes it
        HubSession free = null;
        RemoteException refusal = null;
        lock.lock();
        try {
            free = waiting.isEmpty() && sent.size() < settings.maxInFlight() ? session : null;
            refusal = free == null ? refusal(question) : over;
            if (refusal == null && free != null) {
                markSent(call);
            } else if (refusal == null) {
                waiting.add(call);
            }
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            call.future.completeExceptionally(refusal);
            return call.future;
        }
        startTimer(call);
        if (free != null) {
            transmit(call, free);
        }
        return call.future;
    }

    private void startTimer(PendingCall call) {
        try {
            call.timer = timers.schedule(() -> timeOut(call), call.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closedMeanwhile) {
            call.future.completeExceptionally(closed());
        }
    }

    /** There is a connection: what has waited for it goes out. */
    void connected(HubSession connection) {
        lock.lock();
        try {
            session = connection;
        } finally {
            lock.unlock();
        }
        pump();
    }

    /** There is no connection. What was sent can still be answered over the next one. */
    void disconnected() {
        List<PendingCall> failed = List.of();
        lock.lock();
        try {
            session = null;
            if (settings.whenOffline() == WhenUnable.FAIL) {
                failed = List.copyOf(waiting);
            }
        } finally {
            lock.unlock();
        }
        failed.forEach(call -> call.future.completeExceptionally(unreachable()));
    }

    /** An answer has come. */
    void answered(Inbound.Answer answer) {
        PendingCall call = null;
        lock.lock();
        try {
            call = sent.get(answer.id());
        } finally {
            lock.unlock();
        }
        if (call == null) {
            late.take(answer.id()).ifPresent(known -> answerLate(known, answer));
            return;
        }
        end(call);
        complete(call, answer);
    }

    /** No call is taken from now on, and what is open fails. */
    void close(RemoteException reason) {
        List<PendingCall> open;
        lock.lock();
        try {
            over = over == null ? reason : over;
            open = new ArrayList<>(waiting);
            open.addAll(sent.values());
        } finally {
            lock.unlock();
        }
        open.forEach(call -> call.future.completeExceptionally(reason));
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

    private @Nullable RemoteException refusal(PendingCall.Question question) {
        if (over != null) {
            return over;
        }
        if (session == null && settings.whenOffline() == WhenUnable.FAIL) {
            return unreachable();
        }
        boolean full = session != null && settings.whenFull() == WhenUnable.FAIL;
        if (full || waiting.size() >= settings.maxWaiting()) {
            return new TooManyRequestsException(
                    "Too many requests are unanswered; this one did not go to \"" + question.target() + "\"", "null");
        }
        return null;
    }

    private Optional<RemoteException> flaw(Json.Encoded data) {
        if (data.attachments().size() > settings.maxAttachments()) {
            return Optional.of(new RequestMalformedException(
                    "The data have " + data.attachments().size() + " binary parts, the limit is "
                            + settings.maxAttachments(),
                    "null"));
        }
        return Optional.empty();
    }

    private void markSent(PendingCall call) {
        call.progress = PendingCall.Progress.SENT;
        sent.put(call.id, call);
    }

    private void transmit(PendingCall call, HubSession connection) {
        long left = call.nanosLeft();
        if (left <= 0 || call.future.isDone()) {
            timeOut(call); // it has waited too long: nobody would read the answer
            return;
        }
        String packet = call.packet(left);
        if (packet.length() > connection.maxPayloadBytes()) { // a text has no more characters than bytes
            call.future.completeExceptionally(new RequestMalformedException(
                    "The request has " + packet.length() + " characters, the hub takes " + connection.maxPayloadBytes()
                            + " bytes",
                    "null"));
        } else if (!connection.send(packet, call.question.data().attachments())) {
            putBack(call);
        }
    }

    /** The connection ended before the call was handed to it. */
    private void putBack(PendingCall call) {
        boolean fails = false;
        lock.lock();
        try {
            if (call.progress == PendingCall.Progress.SENT) {
                sent.remove(call.id);
                call.progress = PendingCall.Progress.WAITING;
                fails = settings.whenOffline() == WhenUnable.FAIL || over != null;
                waiting.add(call);
            }
        } finally {
            lock.unlock();
        }
        if (fails) {
            call.future.completeExceptionally(unreachable());
        }
    }

    /** Sends what waits, as much as may be in flight. */
    private void pump() {
        List<PendingCall> next = List.of();
        @Nullable HubSession connection;
        lock.lock();
        try {
            connection = session;
            if (connection != null && connection.isOpen() && !waiting.isEmpty()) {
                next = new ArrayList<>();
                Iterator<PendingCall> oldestFirst = waiting.iterator();
                while (oldestFirst.hasNext() && sent.size() < settings.maxInFlight()) {
                    PendingCall call = oldestFirst.next();
                    oldestFirst.remove();
                    markSent(call);
                    next.add(call);
                }
            }
        } finally {
            lock.unlock();
        }
        if (connection != null) {
            for (PendingCall call : next) {
                transmit(call, connection);
            }
        }
    }

    /** The call is over; idempotent. */
    private void end(PendingCall call) {
        boolean roomMade = false;
        lock.lock();
        try {
            if (call.progress == PendingCall.Progress.SENT) {
                sent.remove(call.id);
                roomMade = !waiting.isEmpty();
            } else if (call.progress == PendingCall.Progress.WAITING) {
                waiting.remove(call);
            }
            call.progress = PendingCall.Progress.OVER;
            if (sent.isEmpty() && waiting.isEmpty()) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
        call.stopTimer();
        if (roomMade) {
            pump();
        }
    }

    private void timeOut(PendingCall call) {
        if (call.question.late() != null && !call.future.isDone()) {
            late.keep(call);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(call.question.timeoutNanos());
        String data = "{\"targetService\":" + PacketWriter.quoted(call.question.target()) + ",\"event\":"
                + PacketWriter.quoted(call.question.event()) + "}";
        settings.completions()
                .execute(() -> call.future.completeExceptionally(new RequestTimeoutException(
                        "Request to " + call.question.target() + " timed out after " + millis + "ms", data)));
    }

    private void complete(PendingCall call, Inbound.Answer answer) {
        settings.completions().execute(() -> {
            try {
                Optional<RemoteException> error = error(answer);
                if (error.isPresent()) {
                    call.future.completeExceptionally(error.get());
                } else {
                    call.future.complete(json.decode(answer.valueJson(), answer.attachments(), call.question.type()));
                }
            } catch (JsonbException | ClassCastException unfitting) {
                call.future.completeExceptionally(unfitting);
            }
        });
    }

    private void answerLate(PendingCall call, Inbound.Answer answer) {
        var listener = call.question.late();
        if (listener == null) {
            return;
        }
        settings.completions().execute(() -> {
            try {
                Optional<RemoteException> error = error(answer);
                Object value = error.isPresent()
                        ? null
                        : json.decode(answer.valueJson(), answer.attachments(), call.question.type());
                listener.accept(new LateAnswer<>(value, error));
            } catch (RuntimeException failure) {
                LOGGER.log(Level.WARNING, "A listener for late answers failed.", failure);
            }
        });
    }

    private static Optional<RemoteException> error(Inbound.Answer answer) {
        String value = answer.valueJson();
        return value == null
                ? Optional.empty()
                : ErrorBody.in(value).map(body -> Errors.of(body.code(), body.message(), body.dataJson()));
    }

    private static RemoteException unreachable() {
        return new HubUnreachableException("There is no connection to the hub; the request was not sent", "null");
    }

    /** The reason of a client that its owner has closed. */
    static RemoteException closed() {
        return new ClientClosedException("The client is closed", "null");
    }
}
