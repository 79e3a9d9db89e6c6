package io.microstream.hub.it;

/** How a client is told to connect. */
enum Transports {
    /** Long-polling first, then an upgrade to WebSocket. */
    DEFAULT(),
    WEBSOCKET("websocket"),
    POLLING("polling");

    private final String[] names;

    Transports(String... names) {
        this.names = names;
    }

    /** Names for the client's option; none for its default. */
    String[] names() {
        return names.clone();
    }
}
