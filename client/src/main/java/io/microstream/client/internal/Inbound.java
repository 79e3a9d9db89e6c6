package io.microstream.client.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the hub says. JSON is kept as text; it is read where its type is known. */
public sealed interface Inbound {
    /** Engine.IO OPEN: the limits of this session, times in milliseconds. */
    record Open(long pingIntervalMillis, long pingTimeoutMillis, long maxPayloadBytes) implements Inbound {}

    /** Engine.IO PING, to be answered at once. */
    record Ping() implements Inbound {}

    /** Engine.IO CLOSE or Socket.IO DISCONNECT: the hub lets go of this connection. */
    record Goodbye() implements Inbound {}

    /** CONNECT: the name is ours. */
    record Connected() implements Inbound {}

    /** CONNECT_ERROR: we do not get the name. */
    record Refused(String code, String message, String dataJson) implements Inbound {}

    /**
     * Another service asks.
     *
     * @param idJson the request's id as it came, or {@code null} where no answer is wanted
     * @param dataJson {@code null} where there is none
     * @param timeoutMillis what is left of the asker's time, or 0 where it is not known
     */
    record Request(
            @Nullable String idJson,
            String event,
            @Nullable String dataJson,
            Map<String, String> headers,
            long timeoutMillis,
            List<byte[]> attachments)
            implements Inbound {}

    /**
     * The answer to one of our requests.
     *
     * @param valueJson {@code null} where there is none
     */
    record Answer(String id, @Nullable String valueJson, List<byte[]> attachments) implements Inbound {}

    /** Anything else, which has no meaning for a service. */
    record Other() implements Inbound {}
}
