package io.microstream.hub.message;

import io.microstream.hub.json.RawJson;
import java.util.List;

/** What the hub sends to a service. The JSON is borrowed; a connection encodes it before the call returns. */
public sealed interface Delivery {
    List<byte[]> attachments();

    /**
     * A request of another service.
     *
     * @param replacedId the id to write in place of the payload's own, or {@link RawJson#ABSENT} to leave it
     * @param timeoutMillis how long the asker waits from now on, or 0 where it does not say
     */
    record Request(Payload payload, RawJson replacedId, List<byte[]> attachments, long timeoutMillis)
            implements Delivery {
        /** A request whose asker does not say how long it waits. */
        public Request(Payload payload, RawJson replacedId, List<byte[]> attachments) {
            this(payload, replacedId, attachments, 0);
        }
    }

    /**
     * The answer to a request.
     *
     * @param id the asker's own text of the id, or {@link RawJson#ABSENT}
     * @param value the answer as it came, or {@link RawJson#ABSENT}
     */
    record Answer(RawJson id, RawJson value, List<byte[]> attachments) implements Delivery {}
}
