package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.WebSocketLane;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks whether this server lets us to its sockets. Found out by names alone, since loading a class that knows another
 * server's types would fail.
 */
public final class ServerChannels {
    private static final String[] UNDERTOW = {
        "io.undertow.servlet.handlers.ServletRequestContext",
        "io.undertow.server.HttpUpgradeListener",
        "org.xnio.StreamConnection"
    };

    /** What was found: a lane, or why there is none, in words for the log. */
    public record Found(Optional<ChannelLane> lane, String obstacle) {}

    private ServerChannels() {}

    /**
     * @param otherwise the lane for requests that the channel cannot carry
     * @param maxMessageBytes the longest message to take; a longer one closes with 1009
     * @param later for time-outs
     */
    public static Found find(WebSocketLane otherwise, int maxMessageBytes, Later later) {
        SocketAccess payara = new PayaraSocketAccess();
        if (payara.obstacle().isEmpty()) {
            return found(new PayaraChannelLane(payara, otherwise, maxMessageBytes, later));
        }
        Optional<String> missing = missingOfUndertow();
        if (missing.isPresent()) {
            return new Found(
                    Optional.empty(),
                    payara.obstacle().get() + ", and Undertow's " + missing.get() + " is not visible");
        }
        return found(new XnioLane(otherwise, maxMessageBytes, later));
    }

    /** A class of Undertow's or XNIO's that we need and do not see; empty if all are there. */
    static Optional<String> missingOfUndertow() {
        return Arrays.stream(UNDERTOW).filter(needed -> !isThere(needed)).findFirst();
    }

    private static Found found(ChannelLane lane) {
        return new Found(Optional.of(lane), "");
    }

    /** A server shows its own classes to our loader, if it shows them at all. */
    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, ServerChannels.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
