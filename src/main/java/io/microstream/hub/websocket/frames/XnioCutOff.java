package io.microstream.hub.websocket.frames;

import io.undertow.server.ServerConnection;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.io.Closeable;
import org.xnio.Options;

/** Resets Undertow's connection beneath an upgrade, whose own {@code close} waits for a peer that does not read. */
final class XnioCutOff {
    private XnioCutOff() {}

    /** What cuts off the peer whose request this thread serves; does nothing where that cannot be told. */
    static Closeable ofThisRequest() {
        ServletRequestContext context = ServletRequestContext.current();
        if (context == null) {
            return () -> {};
        }
        ServerConnection connection = context.getExchange().getConnection();
        return () -> {
            connection.setOption(Options.CLOSE_ABORT, true);
            connection.close();
        };
    }
}
