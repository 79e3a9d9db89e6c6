package io.microstream.hub.websocket.frames;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Payara's way down, by its public methods and without a type of its own at compile time: Catalina's request, Grizzly's
 * request, its connection, its channel. Whatever is missing or different is found out before anything is changed.
 */
final class PayaraSocketAccess implements SocketAccess {
    private static final Logger LOGGER = System.getLogger(PayaraSocketAccess.class.getName());

    /** Where the launcher's strategy looks for whom to tell of rounds; nobody else does. */
    static final String NEVER_BLOCKS = "microstream.hub.never-blocks";

    private static final String FACADE = "org.apache.catalina.connector.RequestFacade";

    @Override
    public Optional<String> obstacle() {
        try {
            Class<?> facade = Class.forName(FACADE, false, PayaraSocketAccess.class.getClassLoader());
            facade.getMethod("getUnwrappedCoyoteRequest");
            return Optional.empty();
        } catch (ReflectiveOperationException | LinkageError notPayara) {
            return Optional.of("this server is not Payara");
        }
    }

    @Override
    public Socket socketOf(HttpServletRequest request) throws ReflectiveOperationException {
        Object catalina = call(request, "getUnwrappedCoyoteRequest");
        Object grizzly = call(catalina, "getCoyoteRequest");
        Object connection = call(call(grizzly, "getContext"), "getConnection");
        if (!(call(connection, "getChannel") instanceof SocketChannel channel)
                || !(call(connection, "getSelectionKey") instanceof SelectionKey key)) {
            throw new NoSuchFieldException("no SocketChannel under " + connection.getClass());
        }
        connection.getClass().getMethod("terminateSilently");
        return new GrizzlySocket(connection, channel, key);
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        try {
            Object result = target.getClass().getMethod(method).invoke(target);
            if (result == null) {
                throw new NoSuchFieldException(method + " of " + target.getClass() + " gives nothing");
            }
            return result;
        } catch (InvocationTargetException failure) {
            throw new ReflectiveOperationException(method + " of " + target.getClass() + " fails", failure);
        }
    }

    private record GrizzlySocket(Object connection, SocketChannel channel, SelectionKey key) implements Socket {
        @Override
        public SocketChannel takeOver() {
            key.cancel();
            return channel;
        }

        @Override
        public void serveWhereSelected(Consumer<Boolean> rounds) {
            try {
                Object attributes = call(connection, "getAttributes");
                attributes
                        .getClass()
                        .getMethod("setAttribute", String.class, Object.class)
                        .invoke(attributes, NEVER_BLOCKS, rounds);
            } catch (ReflectiveOperationException changed) {
                LOGGER.log(Level.DEBUG, "The server hands each read over to another thread.", changed);
            }
        }

        @Override
        public void limitUnsent(int bytes) {
            try {
                connection
                        .getClass()
                        .getMethod("setMaxAsyncWriteQueueSize", int.class)
                        .invoke(connection, bytes);
            } catch (ReflectiveOperationException changed) {
                LOGGER.log(Level.DEBUG, "The server's own limit holds for what waits for a peer.", changed);
            }
        }

        @Override
        public void reset() throws IOException {
            if (!channel.isOpen()) {
                return;
            }
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            server().close();
            if (channel.isOpen()) { // the server has begun to close it in order already, and waits for the peer
                channel.close();
                key.selector().wakeup();
            }
        }

        @Override
        public Closeable server() {
            return () -> {
                try {
                    connection.getClass().getMethod("terminateSilently").invoke(connection);
                    key.selector().wakeup(); // the socket stays open until its selector has let go of it
                } catch (ReflectiveOperationException failure) {
                    channel.close(); // the server may remember it; the peer is cut off all the same
                }
            };
        }
    }
}
