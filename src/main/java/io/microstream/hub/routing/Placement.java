package io.microstream.hub.routing;

/** What became of the attempt to remember a request. */
sealed interface Placement permits Pending, Placement.Refused {
    /** The request is not remembered, and must not be forwarded. */
    enum Refused implements Placement {
        /** The asker has too many unanswered requests, or all askers together have. */
        TOO_MANY,
        /** The service that was to be asked has just gone. */
        CALLEE_GONE
    }
}
