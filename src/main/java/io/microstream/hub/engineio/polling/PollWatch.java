package io.microstream.hub.engineio.polling;

/** Watches the connection of a request that sleeps, where the server does not look at it by itself. Any thread. */
interface PollWatch {
    /** On a server that needs none. */
    PollWatch NONE = new PollWatch() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
    };

    /** Watches from now on, unless it has ended. Once. */
    void begin();

    /** Ends for good: the connection may carry other requests afterwards. When this returns, it is no longer looked at. */
    void end();
}
