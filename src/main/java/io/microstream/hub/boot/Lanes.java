package io.microstream.hub.boot;

import io.microstream.hub.time.HubTimers;
import io.microstream.hub.websocket.WebSocketLane;
import io.microstream.hub.websocket.endpoint.EndpointLane;
import io.microstream.hub.websocket.frames.ChannelLane;
import io.microstream.hub.websocket.frames.Later;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** The lanes of this hub: the one that the configuration asks for, as far as this server lets us. */
final class Lanes {
    private static final Logger LOGGER = System.getLogger(Lanes.class.getName());

    private final HubSettings settings;
    private final WebSocketLane endpoint;
    private final Optional<ChannelLane> channel;

    Lanes(HubSettings settings, HubTimers timers) {
        this.settings = settings;
        int maxMessageBytes = settings.engine().maxPayloadBytes();
        Later later = (delay, action) -> timers.schedule(delay, action)::cancel;
        this.endpoint = new EndpointLane(maxMessageBytes);
        this.channel = settings.webSocket().equals("endpoint")
                ? Optional.empty()
                : possible(new ChannelLane(endpoint, maxMessageBytes, later));
    }

    /** The lane in use. */
    WebSocketLane inUse() {
        return channel.map(WebSocketLane.class::cast).orElse(endpoint);
    }

    /** Starts what the lane needs of the container. */
    void start(ThreadFactory threads) {
        channel.ifPresent(lane -> {
            try {
                lane.start(threads, settings.ioThreads());
            } catch (IOException failure) {
                throw new IllegalStateException("The channel lane cannot open a selector.", failure);
            }
        });
    }

    void stop() {
        channel.ifPresent(ChannelLane::stop);
    }

    private static Optional<ChannelLane> possible(ChannelLane lane) {
        Optional<String> obstacle = lane.obstacle();
        obstacle.ifPresent(reason -> LOGGER.log(Level.INFO, () -> "The channel lane is not used: " + reason + "."));
        return obstacle.isPresent() ? Optional.empty() : Optional.of(lane);
    }
}
