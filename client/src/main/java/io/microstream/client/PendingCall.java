package io.microstream.client;

import io.microstream.client.internal.Json;
import io.microstream.client.internal.PacketWriter;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call from its making to its outcome. Its progress is guarded by the lock of {@link Calls}. */
final class PendingCall {
    /** Where it stands. */
    enum Progress {
        WAITING,
        SENT,
        OVER
    }

    /**
     * What is asked.
     *
     * @param type of the answer
     * @param late hears an answer after the timeout, if somebody wants to
     */
    record Question(
            String target,
            String event,
            Map<String, String> headers,
            Json.Encoded data,
            long timeoutNanos,
            Type type,
            @Nullable Consumer<LateAnswer<Object>> late) {}

    /** Counts the calls of a client in the order in which they were made. */
    final long number;

    final String id;
    final Question question;
    final CallFuture<Object> future;
    final long deadlineNanos;
    volatile Progress progress = Progress.WAITING;

    PendingCall(long number, String id, Question question, CallFuture<Object> future) {
        this.number = number;
        this.id = id;
        this.question = question;
        this.future = future;
        this.deadlineNanos = System.nanoTime() + question.timeoutNanos();
    }

    long nanosLeft() {
        return deadlineNanos - System.nanoTime();
    }

    /** As it goes to the hub at this moment; whoever takes a late answer names no deadline, or the hub would drop it. */
    String packet(long nanosLeft) {
        long timeoutMillis = question.late() == null ? Math.max(1, nanosLeft / 1_000_000) : 0;
        return PacketWriter.request(
                question.data().attachments().size(),
                question.target(),
                id,
                question.event(),
                question.headers(),
                question.data().json(),
                timeoutMillis);
    }
}
