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
     * @param delivery what goes to the target, as it came, if it can keep its id; its payload is neither absent nor
     *     {@code null}
     */
    record Request(TargetService target, Delivery.Request delivery) implements HubMessage {
        /** @param attachments the binary parts that the payload's placeholders name, in order */
        public Request(TargetService target, Payload payload, List<byte[]> attachments) {
            this(target, payload, attachments, 0);
        }

        /** The same by an asker that waits for so long. */
        public Request(TargetService target, Payload payload, List<byte[]> attachments, long timeoutMillis) {
            this(target, new Delivery.Request(payload, RawJson.ABSENT, attachments, timeoutMillis));
        }

        /** How long the asker waits, or 0 where it does not say. */
        public long timeoutMillis() {
            return delivery.timeoutMillis();
        }

        public Payload payload() {
            return delivery.payload();
        }

        public List<byte[]> attachments() {
            return delivery.attachments();
        }
    }

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
