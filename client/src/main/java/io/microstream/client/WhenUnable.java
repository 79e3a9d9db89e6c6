package io.microstream.client;

/** What becomes of a call that cannot be sent at once. */
public enum WhenUnable {
    /** It waits until it can be sent, at most for its timeout. */
    WAIT,
    /** It fails at once. */
    FAIL
}
