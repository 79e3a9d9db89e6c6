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
     */
    record Request(Payload payload, RawJson replacedId, List<byte[]> attachments) implements Delivery {}

    /**
     * The answer to a request.
     *
     * @param id the asker's own text of the id, or {@link RawJson#ABSENT}
     * @param value the answer as it came, or {@link RawJson#ABSENT}
     */
    record Answer(RawJson id, RawJson value, List<byte[]> attachments) implements Delivery {}
}
