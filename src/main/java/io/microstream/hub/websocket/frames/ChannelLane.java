package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.WebSocketLane;
import java.io.IOException;
import java.util.concurrent.ThreadFactory;

/** Our frames on the server's own sockets. One implementation for each server that lets us. */
public interface ChannelLane extends WebSocketLane {
    @Override
    default String name() {
        return "channel";
    }

    /**
     * Before the first {@link #open}.
     *
     * @param ioThreads how many threads to take from the factory, on a server whose own ones cannot be used
     */
    void start(ThreadFactory factory, int ioThreads) throws IOException;

    /** Ends what is still open, and our threads. */
    void stop();
}
