package io.microstream.hub.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Try it: a request of the operator's own. */
@Path("requests")
@RequestScoped
@Produces(Answer.JSON)
public class RequestsResource {
    /** How long a request may take if nothing is said, and at most. */
    static final long DEFAULT_MS = 5_000;

    static final long MAX_MS = 60_000;

    /** Requests that may wait at the same time; each holds a thread of the server's. */
    private static final Semaphore PLACES = new Semaphore(20);

    /** What is asked of whom; without data it goes as {@code {}}. */
    public record Asked(
            @Nullable String target,
            @Nullable String event,
            @Nullable JsonValue data,
            @Nullable Long timeoutMs) {}

    @Inject
    private TryIt tryIt;

    @POST
    public Response ask(InputStream body) throws IOException {
        Asked asked = Body.read(body, Asked.class);
        String target = asked.target();
        String event = asked.event();
        if (target == null || event == null) {
            return Answer.badRequest("A request needs a target and an event.");
        }
        long timeoutMs = asked.timeoutMs() == null ? DEFAULT_MS : asked.timeoutMs();
        if (timeoutMs < 1 || timeoutMs > MAX_MS) {
            return Answer.badRequest("A request may take from 1 to " + MAX_MS + " ms.");
        }
        if (!PLACES.tryAcquire()) {
            return Answer.problem(429, "Too Many Requests", "Too many requests of operators wait already.");
        }
        try {
            JsonValue data = asked.data() == null ? JsonValue.EMPTY_JSON_OBJECT : asked.data();
            return Answer.of(tryIt.ask(target, event, data, Duration.ofMillis(timeoutMs)));
        } finally {
            PLACES.release();
        }
    }
}
