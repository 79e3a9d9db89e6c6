package io.microstream.hub.admin.api;

import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.JsonWriter;
import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.message.Payload;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.message.TargetService;
import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.Registration;
import io.microstream.hub.routing.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a service on behalf of an operator, from outside the registry: no service's name can clash with it. */
@ApplicationScoped
public class TryIt {
    /** Under which the statistics count these requests. */
    static final ServiceName CALLER = new ServiceName("_CONSOLE");

    private static final RawJson ID = RawJson.of("\"console\"");
    private static final int ID_OFFSET = "{\"id\":".length();

    /**
     * What became of it.
     *
     * @param outcome {@code answered}, {@code timeout}, or the code of the error
     * @param answer as the service gave it
     */
    public record Result(
            String outcome,
            double ms,
            @Nullable JsonValue answer,
            @Nullable Failure error) {}

    /** The hub's error, or the service's. */
    public record Failure(@Nullable String code, @Nullable String message) {}

    private final Router router;
    private final PendingRequests pending;

    @Inject
    public TryIt(Router router, PendingRequests pending) {
        this.router = router;
        this.pending = pending;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected TryIt() {
        this(null, null);
    }

    /** Waits for the answer, and gives up after {@code limit}. */
    Result ask(String target, String event, JsonValue data, Duration limit) {
        RawJson eventJson = JsonStrings.quote(event);
        RawJson json = new JsonWriter()
                .beginObject()
                .name("id")
                .raw(ID)
                .name("event")
                .raw(eventJson)
                .name("data")
                .raw(RawJson.of(data.toString()))
                .endObject()
                .toRawJson();
        ConsoleConnection connection = new ConsoleConnection();
        Registration asker = pending.outsider(CALLER, connection);
        long began = System.nanoTime();
        router.route(
                asker,
                new HubMessage.Request(
                        new TargetService(JsonStrings.quote(target)),
                        new Payload(json, RequestId.of(ID), ID_OFFSET, eventJson),
                        List.of()));
        Optional<String> answer = connection.await(limit);
        double ms = Math.round((System.nanoTime() - began) / 1e4) / 100.0;
        return answer.map(text -> result(text, ms)).orElseGet(() -> new Result("timeout", ms, null, null));
    }

    private static Result result(String text, double ms) {
        if (text.isEmpty()) {
            return new Result("answered", ms, null, null);
        }
        JsonValue value = value(text);
        if (value instanceof JsonObject object && object.get("error") instanceof JsonObject error) {
            Failure failure = new Failure(member(error, "code"), member(error, "message"));
            return new Result(failure.code() == null ? "failed" : failure.code(), ms, null, failure);
        }
        return new Result("answered", ms, value, null);
    }

    private static JsonValue value(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    private static @Nullable String member(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value == null ? null : object.getString(name, value.toString());
    }
}
