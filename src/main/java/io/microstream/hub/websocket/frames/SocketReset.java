package io.microstream.hub.websocket.frames;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Cuts a peer off by its socket, for a lane whose connections are the container's: Payara keeps one that was closed until
 * the peer has read what it was sent. Where the socket cannot be had it does nothing.
 */
public final class SocketReset {
    private static final Logger LOGGER = System.getLogger(SocketReset.class.getName());
    private static final Closeable NO_SHORT_CUT = () -> {};

    private final SocketAccess access = new PayaraSocketAccess();

    /** What ends the connection of this request at once, whatever it has become since. Any thread. */
    public Closeable of(HttpServletRequest request) {
        if (access.obstacle().isPresent()) {
            return NO_SHORT_CUT;
        }
        try {
            return access.socketOf(request)::reset;
        } catch (ReflectiveOperationException | RuntimeException unexpected) {
            LOGGER.log(Level.DEBUG, "A request without the socket that was expected.", unexpected);
            return NO_SHORT_CUT;
        }
    }
}
