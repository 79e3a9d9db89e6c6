package io.microstream.hub.message;

import io.microstream.hub.json.RawJson;
import java.util.List;

/**
 * What a service sends to the hub. All JSON in it is checked and borrowed: it holds during the call that brought it.
 */
public sealed interface HubMessage {
    /**
     * Asks another service.
     *
     * @param target whom
     * @param payload what goes to the target, as it came; never absent, never {@code null}
     * @param attachments the binary parts that the payload's placeholders name, in order
     */
    record Request(TargetService target, Payload payload, List<byte[]> attachments) implements HubMessage {}

    /**
     * Answers a request.
     *
     * @param id which one
     * @param value the answer, or {@link RawJson#ABSENT}
     * @param attachments the binary parts that the value's placeholders name, in order
     */
    record Response(RequestId id, RawJson value, List<byte[]> attachments) implements HubMessage {}

    /** Says that the sender is alive, and nothing else. */
    record Heartbeat() implements HubMessage {}

    /** An event the hub does not know; it counts as a sign of life and is otherwise ignored. */
    record Unknown() implements HubMessage {}

    /**
     * A request or an answer that nobody can act on.
     *
     * @param id the id of the request that is refused, or {@link RequestId#ABSENT} where there is nobody to tell
     * @param reason a sentence for the sender and the log
     */
    record Malformed(RequestId id, String reason) implements HubMessage {}
}
