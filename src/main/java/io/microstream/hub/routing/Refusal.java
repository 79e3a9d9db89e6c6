package io.microstream.hub.routing;

import io.microstream.hub.message.ErrorCode;

/**
 * A no to a service that wants a name. The three ways differ in what an unmodified client does on them; the wrong one
 * silences or kills a service ({@code docs/PROTOCOL.md}, "Three ways to say no").
 */
public sealed interface Refusal {
    /** The client sees an error with this code. Fatal for the original client with DUPLICATE_SERVICE_REGISTRATION. */
    record Told(ErrorCode code, String sentence) implements Refusal {}

    /** The transport is closed without an answer, so that the client tries again. */
    record TryAgain(String reason) implements Refusal {}
}
