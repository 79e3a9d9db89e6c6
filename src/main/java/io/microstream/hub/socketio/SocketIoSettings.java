package io.microstream.hub.socketio;

import io.microstream.hub.json.JsonLimits;
import java.time.Duration;

/**
 * The limits and delays of Socket.IO and of the hub's messages; each is a row of the configuration table in the README.
 *
 * @param connectTimeout how long a session may stay without CONNECT
 * @param pongsCount whether the answer to a ping counts as a service's sign of life
 * @param maxNameLength of a service's name, in UTF-16 code units
 * @param maxIdLength of a request's id, in UTF-16 code units
 * @param maxEventLength of a request's event, in UTF-16 code units
 * @param maxAttachments binary parts of one message
 * @param maxAttachmentBytes all binary parts of one message together
 * @param json nesting and numbers
 */
public record SocketIoSettings(
        Duration connectTimeout,
        boolean pongsCount,
        int maxNameLength,
        int maxIdLength,
        int maxEventLength,
        int maxAttachments,
        long maxAttachmentBytes,
        JsonLimits json) {}
