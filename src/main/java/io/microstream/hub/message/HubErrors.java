package io.microstream.hub.message;

import io.microstream.hub.json.JsonStrings;
import io.microstream.hub.json.JsonWriter;
import io.microstream.hub.json.RawJson;

/**
 * The values of the answers with which the hub itself turns a request down:
 * {@code {"error":{"code":…,"message":…,"errorData":{"targetService":…,"requestID":…}}}}. What is absent is left out.
 */
public final class HubErrors {
    private HubErrors() {}

    /** Nobody is registered under what was asked for, or it cannot be a name at all; worded as the original does. */
    public static RawJson targetNotFound(TargetService target, RequestId id) {
        String sentence = "Service \"" + JavaScriptText.of(target.raw()) + "\" not found";
        return body(ErrorCode.TARGET_SERVICE_NOT_FOUND, sentence, target.raw(), id);
    }

    /**
     * A request that did not get its answer from a service that is, or was, there.
     *
     * @param code why
     * @param service the name of the service that was asked
     */
    public static RawJson unanswered(ErrorCode code, ServiceName service, RequestId id) {
        return body(code, sentence(code, service), JsonStrings.quote(service.value()), id);
    }

    /** A request that breaks a limit or a rule. */
    public static RawJson malformed(String reason, RequestId id) {
        return body(ErrorCode.REQUEST_MALFORMED, reason, RawJson.ABSENT, id);
    }

    private static String sentence(ErrorCode code, ServiceName service) {
        String quoted = "Service \"" + service + "\"";
        return switch (code) {
            case TARGET_SERVICE_NOT_FOUND -> quoted + " not found";
            case TARGET_SERVICE_LOST -> quoted + " went away before it answered; it may have done the work";
            case TARGET_SERVICE_OVERLOADED -> quoted + " does not read what it is sent";
            case TOO_MANY_REQUESTS -> "Too many requests are unanswered; this one did not go to " + quoted;
            case DEADLINE_EXCEEDED ->
                quoted + " did not answer within the request's timeout; it may have done the work";
            case REQUEST_EXPIRED -> quoted + " did not answer in time; it may have done the work";
            default -> throw new IllegalArgumentException(code + " is no outcome of a request to a service");
        };
    }

    private static RawJson body(ErrorCode code, String sentence, RawJson targetService, RequestId id) {
        JsonWriter json = new JsonWriter().beginObject().name("error").beginObject();
        json.name("code").value(code.name()).name("message").value(sentence);
        json.name("errorData").beginObject();
        member(json, "targetService", targetService);
        member(json, "requestID", id.text());
        return json.endObject().endObject().endObject().toRawJson();
    }

    private static void member(JsonWriter json, String name, RawJson value) {
        if (!value.isAbsent()) {
            json.name(name).raw(value);
        }
    }
}
