package io.microstream.hub.websocket.frames;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Called by the container when the 101 is out; hands the socket to the loop. Made by the container, so it is public. */
public final class ChannelUpgrade implements HttpUpgradeHandler {
    private static final Logger LOGGER = System.getLogger(ChannelUpgrade.class.getName());

    /** Takes the container's side of the connection, and what the peer has sent behind its handshake. */
    interface Start {
        void start(WebConnection connection, byte[] early);
    }

    private volatile @Nullable Start start;

    void onInit(Start toStart) {
        start = toStart;
    }

    @Override
    public void init(WebConnection connection) {
        Start toStart = start;
        if (toStart != null) {
            toStart.start(connection, early(connection));
        }
    }

    private static byte[] early(WebConnection connection) {
        try {
            int available = connection.getInputStream().available();
            return available > 0 ? connection.getInputStream().readNBytes(available) : new byte[0];
        } catch (IOException | RuntimeException peerGone) {
            LOGGER.log(Level.DEBUG, "A peer has gone before its upgrade.", peerGone);
            return new byte[0];
        }
    }

    @Override
    public void destroy() {}
}
