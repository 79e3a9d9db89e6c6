package io.microstream.hub.boot;

import io.microstream.hub.time.HubTimers;
import io.microstream.hub.websocket.WebSocketLane;
import io.microstream.hub.websocket.endpoint.EndpointLane;
import io.microstream.hub.websocket.frames.ChannelLane;
import io.microstream.hub.websocket.frames.Later;
import io.microstream.hub.websocket.frames.ServerChannels;
import io.microstream.hub.websocket.frames.ServletFrameLane;
import io.microstream.hub.websocket.frames.SocketReset;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;

/** The lanes of this hub: the one that the configuration asks for, as far as this server lets us. */
final class Lanes {
    private static final Logger LOGGER = System.getLogger(Lanes.class.getName());

    private final HubSettings settings;
    private final WebSocketLane endpoint;
    private final ServletFrameLane frames;
    private final ServerChannels.Found channel;

    Lanes(HubSettings settings, HubTimers timers) {
        this.settings = settings;
        int maxMessageBytes = settings.engine().maxPayloadBytes();
        Later later = (delay, action) -> timers.schedule(delay, action)::cancel;
        this.endpoint = new EndpointLane(maxMessageBytes, new SocketReset()::of);
        this.frames = new ServletFrameLane(maxMessageBytes, later);
        this.channel = ServerChannels.find(frames, maxMessageBytes, later);
    }

    /** The lane in use. */
    WebSocketLane inUse() {
        return switch (settings.webSocket()) {
            case "endpoint" -> endpoint;
            case "frames" -> frames;
            default -> channel.lane().map(WebSocketLane.class::cast).orElse(frames);
        };
    }

    /**
     * Starts what the lane needs of the container.
     *
     * @param threads for threads that live as long as the hub
     * @param workers whose threads may block for a moment
     */
    void start(ThreadFactory threads, ExecutorService workers) {
        frames.start(workers);
        if (inUse() instanceof ChannelLane found) {
            startChannel(found, threads);
        } else if (isChannelWanted()) {
            LOGGER.log(Level.INFO, () -> "WebSockets go by the frames lane, not by the channel: " + channel.obstacle());
        }
    }

    void stop() {
        channel.lane().ifPresent(ChannelLane::stop);
        frames.stop();
    }

    private void startChannel(ChannelLane found, ThreadFactory threads) {
        try {
            found.start(threads, settings.ioThreads());
        } catch (IOException failure) {
            throw new IllegalStateException("The channel lane cannot open a selector.", failure);
        }
    }

    private boolean isChannelWanted() {
        return inUse() == frames && !settings.webSocket().equals("frames");
    }
}
