package io.microstream.hub.websocket.frames;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Called by the container when the 101 is out, and at the end. Made by the container, so it is public. */
public final class ServletUpgrade implements HttpUpgradeHandler {
    private static final Logger LOGGER = System.getLogger(ServletUpgrade.class.getName());

    /** Makes a link of the connection and begins to read. */
    interface Start {
        ServletLink start(WebConnection connection) throws IOException;
    }

    private volatile @Nullable Start start;
    private volatile @Nullable ServletLink link;

    void onInit(Start toStart) {
        start = toStart;
    }

    @Override
    public void init(WebConnection connection) {
        Start toStart = start;
        if (toStart == null) {
            return;
        }
        try {
            link = toStart.start(connection);
        } catch (IOException | RuntimeException peerGone) {
            LOGGER.log(Level.DEBUG, "A peer has gone before its upgrade.", peerGone);
        }
    }

    @Override
    public void destroy() {
        ServletLink ended = link;
        if (ended != null) {
            ended.end("transport close");
        }
    }
}
