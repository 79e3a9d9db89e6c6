package io.microstream.client;

import io.microstream.client.error.RequestMalformedException;
import io.microstream.client.internal.Inbound;
import io.microstream.client.internal.Json;
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
            transmit(call, session);
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

    private void transmit(PendingCall call, HubSession session) {
        long left = call.nanosLeft();
        if (left <= 0 || call.future.isDone()) {
            outcomes.timeout(call); // it has waited too long: nobody would read the answer
            return;
        }
        String packet = call.packet(left);
        if (packet.length() > session.maxPayloadBytes()) { // a text has no more characters than bytes
            outcomes.fail(
                    call,
                    malformed("The request has " + packet.length() + " characters, the hub takes "
                            + session.maxPayloadBytes() + " bytes"));
        } else if (!session.send(packet, call.question.data().attachments())) {
            waitForTheNextConnection(call);
        }
    }

    private void waitForTheNextConnection(PendingCall call) {
        if (table.putBack(call)) {
            sendWhatWaits(); // it may be there already
        } else {
            outcomes.fail(call, CallTable.unreachable());
        }
    }

    private void sendWhatWaits() {
        CallTable.Batch batch = table.next();
        for (HubSession session = batch.session(); session != null; session = batch.session()) {
            boolean sent = false;
            try {
                for (PendingCall call : batch.calls()) {
                    transmit(call, session);
                }
                sent = true;
            } finally {
                if (!sent) { // what an executor of the owner's throws shall not keep all later calls waiting
                    table.sendingFailed();
                }
            }
            batch = table.nextBehindTheLast();
        }
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
