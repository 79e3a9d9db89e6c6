package io.microstream.client;

/** What a client does when another living service has its name. It never ends the process. */
public enum NameTaken {
    /** Asks again and again, with the pauses of the reconnect. */
    RETRY,
    /** Gives up: {@code connect()} throws, or the client is refused for good and its calls fail. */
    FAIL
}
