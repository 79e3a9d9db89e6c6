package io.microstream.client;

import io.microstream.client.error.Errors;
import io.microstream.client.error.RequestTimeoutException;
import io.microstream.client.internal.ErrorBody;
import io.microstream.client.internal.Inbound;
import io.microstream.client.internal.Json;
import io.microstream.client.internal.PacketWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Tells askers what became of their calls, where completions shall run. Any thread. */
final class Outcomes {
    private static final Logger LOGGER = System.getLogger(Outcomes.class.getName());

    private final Json json;
    private final Executor completions;
    private final LateCalls late = new LateCalls();

    Outcomes(Json json, Executor completions) {
        this.json = json;
        this.completions = completions;
    }

    void answer(PendingCall call, Inbound.Answer answer) {
        run(() -> {
            try {
                Optional<RemoteException> error = error(answer);
                boolean inTime = error.isPresent()
                        ? call.future.completeExceptionally(error.get())
                        : call.future.complete(
                                json.decode(answer.valueJson(), answer.attachments(), call.question.type()));
                if (!inTime) {
                    late.take(answer.id()).ifPresent(timedOut -> tell(timedOut, answer));
                }
            } catch (RuntimeException | LinkageError | StackOverflowError unfitting) {
                call.future.completeExceptionally(unfitting);
            }
        });
    }

    void timeout(PendingCall call) {
        if (call.question.late() != null && !call.future.isDone()) {
            late.keep(call);
        }
        String target = call.question.target();
        long millis = TimeUnit.NANOSECONDS.toMillis(call.question.timeoutNanos());
        String data = "{\"targetService\":" + PacketWriter.quoted(target) + ",\"event\":"
                + PacketWriter.quoted(call.question.event()) + "}";
        fail(call, new RequestTimeoutException("Request to " + target + " timed out after " + millis + "ms", data));
    }

    void fail(PendingCall call, RemoteException reason) {
        run(() -> call.future.completeExceptionally(reason));
    }

    /** The answer to no open call: to one that has timed out, or to none. */
    void lateAnswer(Inbound.Answer answer) {
        late.take(answer.id()).ifPresent(call -> run(() -> tell(call, answer)));
    }

    private void tell(PendingCall call, Inbound.Answer answer) {
        var listener = call.question.late();
        if (listener == null) {
            return;
        }
        try {
            Optional<RemoteException> error = error(answer);
            Object value = error.isPresent()
                    ? null
                    : json.decode(answer.valueJson(), answer.attachments(), call.question.type());
            listener.accept(new LateAnswer<>(value, error));
        } catch (RuntimeException failure) {
            LOGGER.log(Level.WARNING, "A listener for late answers failed.", failure);
        }
    }

    private void run(Runnable completion) {
        try {
            completions.execute(completion);
        } catch (RejectedExecutionException noRoom) {
            completion.run(); // every future has its outcome
        }
    }

    private static Optional<RemoteException> error(Inbound.Answer answer) {
        String value = answer.valueJson();
        return value == null
                ? Optional.empty()
                : ErrorBody.in(value).map(body -> Errors.of(body.code(), body.message(), body.dataJson()));
    }
}
