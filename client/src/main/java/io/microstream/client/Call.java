package io.microstream.client;

import io.microstream.client.internal.Json;
import io.microstream.client.internal.Trace;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that is being put together; it is made by {@link #as(Class)}, and each {@code as} makes one. One thread.
 *
 * <p>The futures may be cancelled. Their callbacks run on the client's reading thread unless
 * {@link MicroStreamBuilder#completions} says otherwise, and must not block there.
 */
public final class Call {
    /** Makes the call. */
    interface Maker extends Function<PendingCall.Question, CallFuture<Object>> {}

    private final String target;
    private final String event;
    private final Json json;
    private final Trace trace;
    private final Maker maker;
    private final Map<String, String> headers = new HashMap<>();
    private Duration timeout;

    @Nullable
    private Object data;

    @Nullable
    private Consumer<LateAnswer<Object>> late;

    Call(String target, String event, Duration timeout, Json json, Trace trace, Maker maker) {
        this.target = target;
        this.event = event;
        this.timeout = timeout;
        this.json = json;
        this.trace = trace;
        this.maker = maker;
    }

    /**
     * The data, anything that JSON-B writes, with {@code byte[]} anywhere in it. Read when the call is made.
     *
     * @param value the data; {@code null} for none
     * @return this call
     */
    public Call with(@Nullable Object value) {
        data = value;
        return this;
    }

    /**
     * A header, {@code payload.headers}, for whoever handles the request.
     *
     * @param name the header's name
     * @param value the header's value
     * @return this call
     */
    public Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * How long to wait for the answer, from the making of the call on; otherwise the client's own timeout.
     *
     * @param limit positive
     * @return this call
     */
    public Call timeout(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a timeout is positive");
        }
        timeout = limit;
        return this;
    }

    /**
     * Somebody who wants the answer even when the call has timed out. Such a call does not tell the hub how long it waits,
     * since the hub would then drop what comes later.
     *
     * @param <T> the type
     * @param listener who wants to know
     * @return this call
     */
    @SuppressWarnings("unchecked")
    public <T> Call onLateAnswer(Consumer<LateAnswer<T>> listener) {
        late = (Consumer<LateAnswer<Object>>) (Consumer<?>) listener;
        return this;
    }

    /**
     * Makes the call.
     *
     * @param <T> the type
     * @param type the type
     * @return the answer, {@code null} for one without a value; a {@link RemoteException} when it fails; a
     * {@link jakarta.json.bind.JsonbException} when data or answer do not fit
     */
    @SuppressWarnings("unchecked")
    public <T> CompletableFuture<T> as(Class<T> type) {
        return (CompletableFuture<T>) (CompletableFuture<?>) make(type);
    }

    /**
     * Makes the call; the answer's type may be generic, and is not checked against {@code T}.
     *
     * @param <T> the type
     * @param type the type
     * @return the answer
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> CompletableFuture<T> as(Type type) {
        return (CompletableFuture<T>) (CompletableFuture<?>) make(type);
    }

    /**
     * Makes the call and does not look at the value of the answer.
     *
     * @return completes when there is an answer
     */
    @SuppressWarnings("NullAway")
    public CompletableFuture<Void> send() {
        return as(Void.class);
    }

    private CompletableFuture<Object> make(Type type) {
        trace.inject(headers);
        Json.Encoded encoded;
        try {
            encoded = json.encode(data);
        } catch (RuntimeException unwritable) {
            return CompletableFuture.failedFuture(unwritable);
        }
        return maker.apply(
                new PendingCall.Question(target, event, Map.copyOf(headers), encoded, timeout.toNanos(), type, late));
    }
}
