package io.microstream.client;

import io.microstream.client.internal.Inbound;
import io.microstream.client.internal.Json;
import io.microstream.client.internal.PacketWriter;
import io.microstream.client.internal.Trace;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Answers what others ask: finds the handler, runs it on the executor, and sends what comes of it. Any thread.
 *
 * <p>Owns the handlers and the number of those that run, guarded by its lock.
 */
final class Serving {
    private static final Logger LOGGER = System.getLogger(Serving.class.getName());

    private static final ThreadLocal<Boolean> HANDLING = new ThreadLocal<>();

    private record Registered(Type type, RequestHandler<Object> handler) {}

    private final Settings settings;
    private final Json json;
    private final Executor executor;
    private final Answers answers;
    private final Trace trace = Trace.ofThisJvm();
    private final Map<String, Registered> handlers = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int running;
    private boolean draining;

    Serving(Settings settings, Json json, Executor executor, Answers answers) {
        this.settings = settings;
        this.json = json;
        this.executor = executor;
        this.answers = answers;
    }

    @SuppressWarnings("unchecked")
    void register(String event, Type type, RequestHandler<?> handler) {
        handlers.put(event, new Registered(type, (RequestHandler<Object>) handler));
    }

    void received(Inbound.Request request) {
        Registered registered = handlers.get(request.event());
        if (registered == null) {
            LOGGER.log(Level.DEBUG, () -> "No handler for event=" + request.event());
            answers.error(
                    request.idJson(),
                    "EVENT_NOT_FOUND",
                    "Event \"" + request.event() + "\" not found",
                    errorData(request, "serviceName", settings.service()));
            return;
        }
        if (!begin()) {
            refuseBusy(request);
            return;
        }
        try {
            executor.execute(() -> run(registered, request));
        } catch (RejectedExecutionException full) {
            done();
            refuseBusy(request);
        }
    }

    /** From now on requests are refused. */
    void drain() {
        lock.lock();
        try {
            draining = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no handler runs. */
    void awaitIdle(long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            long left = deadlineNanos - System.nanoTime();
            while (left > 0 && running > 0) {
                left = idle.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether this thread runs a handler of any client. */
    static boolean isHandling() {
        return HANDLING.get() != null;
    }

    private void run(Registered registered, Inbound.Request request) {
        HANDLING.set(true);
        Trace.Scope scope = trace.continueFrom(request.headers());
        try {
            Object data = json.decode(request.dataJson(), request.attachments(), registered.type());
            Object result = registered.handler().handle(unchecked(data), context(request));
            if (result instanceof CompletionStage<?> later) {
                later.whenComplete((value, failure) -> finish(request, value, failure));
            } else {
                finish(request, result, null);
            }
        } catch (Exception | LinkageError | StackOverflowError failure) {
            finish(request, null, failure);
        } finally {
            scope.close();
            HANDLING.remove();
        }
    }

    /** A request without data reaches its handler as {@code null}. */
    @SuppressWarnings("NullAway")
    private static Object unchecked(@Nullable Object data) {
        return data;
    }

    private void finish(Inbound.Request request, @Nullable Object value, @Nullable Throwable failure) {
        try {
            if (failure == null) {
                answers.value(request.idJson(), json.encode(value));
            } else {
                fail(
                        request,
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            }
        } catch (RuntimeException unwritable) {
            fail(request, unwritable);
        } finally {
            done();
        }
    }

    private void fail(Inbound.Request request, Throwable failure) {
        if (failure instanceof RequestException refusal) {
            Json.Encoded data = json.encode(refusal.data());
            String dataJson = data.json().isEmpty() ? "null" : data.json();
            answers.error(request.idJson(), refusal.code(), String.valueOf(refusal.getMessage()), dataJson);
            return;
        }
        LOGGER.log(Level.WARNING, "The handler of event=" + request.event() + " failed.", failure);
        String message = failure.getMessage() == null ? "UNKNOWN" : failure.getMessage();
        answers.error(
                request.idJson(),
                "INTERNAL_SERVER_ERROR",
                "Internal server error",
                errorData(request, "error", message));
    }

    private void refuseBusy(Inbound.Request request) {
        answers.error(
                request.idJson(),
                "SERVICE_BUSY",
                "Service \"" + settings.service() + "\" takes no more requests at the moment; this one was not begun",
                errorData(request, "serviceName", settings.service()));
    }

    private static String errorData(Inbound.Request request, String key, String value) {
        return "{\"event\":" + PacketWriter.quoted(request.event()) + ",\"requestID\":" + request.idJson() + ","
                + PacketWriter.quoted(key) + ":" + PacketWriter.quoted(value) + "}";
    }

    private static RequestContext context(Inbound.Request request) {
        Optional<RequestContext.Deadline> deadline = request.timeoutMillis() > 0
                ? Optional.of(RequestContext.Deadline.in(Duration.ofMillis(request.timeoutMillis())))
                : Optional.empty();
        return new RequestContext(request.event(), String.valueOf(request.idJson()), request.headers(), deadline);
    }

    private boolean begin() {
        lock.lock();
        try {
            if (draining || running >= settings.maxConcurrent()) {
                return false;
            }
            running++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void done() {
        lock.lock();
        try {
            running--;
            if (running == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
