package io.microstream.client;

import io.microstream.client.error.RequestMalformedException;
import io.microstream.client.internal.Inbound;
import io.microstream.client.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What this client asks others. Every call has exactly one outcome, and is sent at most once. Any thread.
 *
 * <p>Futures are completed and packets sent without any lock.
 */
final class Calls {
    private final Settings settings;
    private final Outcomes outcomes;
    private final CallTable table;
    private final Deadlines deadlines;
    private final String idPrefix = Ids.random();
    private final AtomicLong nextId = new AtomicLong();

    Calls(Settings settings, Json json, ScheduledExecutorService timers) {
        this.settings = settings;
        this.outcomes = new Outcomes(json, settings.completions());
        this.table = new CallTable(settings);
        this.deadlines = new Deadlines(timers, this::endOverdue);
    }

    /** Makes a call; whatever is wrong with it becomes the outcome of its future. */
    CallFuture<Object> make(PendingCall.Question question, CallFuture.ReadingThread readingThread) {
        long number = nextId.getAndIncrement();
        String id = idPrefix + Long.toString(number, 36);
        PendingCall call = new PendingCall(number, id, question, new CallFuture<>(readingThread));
        int attachments = question.data().attachments().size();
        if (attachments > settings.maxAttachments()) {
            call.future.completeExceptionally(malformed(
                    "The data have " + attachments + " binary parts, the limit is " + settings.maxAttachments()));
            return call.future;
        }
        HubSession session;
        try {
            session = table.add(call);
        } catch (RemoteException refusal) {
            call.future.completeExceptionally(refusal);
            return call.future;
        }
        call.future.whenComplete((value, failure) -> end(call)); // also where its owner cancels or completes it
        deadlines.add(call.deadlineNanos);
        if (session != null) {
            transmit(call, session).ifPresent(Runnable::run);
        }
        return call.future;
    }

    /** There is a connection: what has waited for it goes out. */
    void connected(HubSession connection) {
        table.connected(connection);
        sendWhatWaits();
    }

    /** There is no connection. */
    void disconnected() {
        table.disconnected().forEach(call -> outcomes.fail(call, CallTable.unreachable()));
    }

    /** An answer has come. */
    void answered(Inbound.Answer answer) {
        Optional<PendingCall> call = table.takeSent(answer.id());
        if (call.isPresent()) {
            sendWhatWaits();
            outcomes.answer(call.get(), answer);
        } else {
            outcomes.lateAnswer(answer);
        }
    }

    /** No call is taken from now on, and what is open fails. */
    void close(RemoteException reason) {
        table.close(reason).forEach(call -> outcomes.fail(call, reason));
    }

    /** Waits until nothing is open. */
    void awaitIdle(long deadlineNanos) throws InterruptedException {
        table.awaitIdle(deadlineNanos);
    }

    /** Returns what is left to do, which may call out: never while others wait for the thread that sends. */
    private Optional<Runnable> transmit(PendingCall call, HubSession session) {
        long left = call.nanosLeft();
        if (left <= 0 || call.future.isDone()) {
            return Optional.of(() -> outcomes.timeout(call)); // it has waited too long: nobody would read the answer
        }
        String packet = call.packet(left);
        if (packet.length() > session.maxPayloadBytes()) { // a text has no more characters than bytes
            return Optional.of(() -> outcomes.fail(
                    call,
                    malformed("The request has " + packet.length() + " characters, the hub takes "
                            + session.maxPayloadBytes() + " bytes")));
        }
        if (session.send(packet, call.question.data().attachments())) {
            return Optional.empty();
        }
        return Optional.of(
                table.putBack(call)
                        ? this::sendWhatWaits // the next connection may be there already
                        : () -> outcomes.fail(call, CallTable.unreachable()));
    }

    private void sendWhatWaits() {
        List<Runnable> left = new ArrayList<>(0);
        CallTable.Batch batch = table.next();
        for (HubSession session = batch.session(); session != null; session = batch.session()) {
            boolean sent = false;
            try {
                for (PendingCall call : batch.calls()) {
                    transmit(call, session).ifPresent(left::add);
                }
                sent = true;
            } finally {
                if (!sent) { // whatever it was shall not keep all later calls waiting
                    table.sendingFailed();
                }
            }
            batch = table.nextBehindTheLast();
        }
        left.forEach(Runnable::run);
    }

    /** The call is over; idempotent. */
    private void end(PendingCall call) {
        table.take(call);
        sendWhatWaits();
    }

    private long endOverdue() {
        long nearest = -1;
        long now = System.nanoTime();
        for (PendingCall call : table.snapshot()) {
            long left = call.deadlineNanos - now;
            if (left <= 0) {
                outcomes.timeout(call);
            } else if (nearest < 0 || left < nearest) {
                nearest = left;
            }
        }
        return nearest;
    }

    private static RemoteException malformed(String message) {
        return new RequestMalformedException(message, "null");
    }
}
