package io.microstream.hub.engineio.polling;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;

/**
 * Payara does not look at the socket of a request that sleeps, and tells no {@code AsyncListener} when it closes, so an
 * abandoned poll would not be seen. This has it look and tell, by the public methods of its connection and without a
 * type of its own at compile time. On another server it does nothing.
 */
final class PayaraPollWatch {
    private static final Logger LOGGER = System.getLogger(PayaraPollWatch.class.getName());
    private static final String FACADE = "org.apache.catalina.connector.RequestFacade";
    private static final Runnable NOTHING_TO_UNDO = () -> {};

    private static volatile boolean possible = true;

    private PayaraPollWatch() {}

    /**
     * Watches the connection of a request that sleeps.
     *
     * @param closed run when the peer closes it
     * @return ends the watch: the connection may carry other requests afterwards
     */
    static Runnable watch(HttpServletRequest request, Runnable closed) {
        if (!possible || !request.getClass().getName().equals(FACADE)) {
            return NOTHING_TO_UNDO;
        }
        try {
            return watchConnection(connectionOf(request), closed);
        } catch (ReflectiveOperationException | RuntimeException changed) {
            possible = false;
            LOGGER.log(Level.INFO, "This Payara does not tell of abandoned polls; pings find them.", changed);
            return NOTHING_TO_UNDO;
        }
    }

    private static Object connectionOf(HttpServletRequest request) throws ReflectiveOperationException {
        Object grizzlyRequest = call(call(request, "getUnwrappedCoyoteRequest"), "getCoyoteRequest");
        return call(call(grizzlyRequest, "getContext"), "getConnection");
    }

    private static Runnable watchConnection(Object connection, Runnable closed) throws ReflectiveOperationException {
        ClassLoader server = connection.getClass().getClassLoader();
        Class<?> listenerType = Class.forName("org.glassfish.grizzly.CloseListener", true, server);
        Object listener = Proxy.newProxyInstance(server, new Class<?>[] {listenerType}, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "onClosed" -> closed.run();
                case "equals" -> {
                    return proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                default -> {
                    return "a watched poll";
                }
            }
            return null;
        });
        Class<?> type = connection.getClass();
        type.getMethod("addCloseListener", listenerType).invoke(connection, listener);
        Class<?> ioEvent = Class.forName("org.glassfish.grizzly.IOEvent", true, server);
        Object read = ioEvent.getMethod("valueOf", String.class).invoke(null, "READ");
        type.getMethod("enableIOEvent", ioEvent).invoke(connection, read);
        return () -> unwatch(connection, listenerType, listener);
    }

    private static void unwatch(Object connection, Class<?> listenerType, Object listener) {
        try {
            connection.getClass().getMethod("removeCloseListener", listenerType).invoke(connection, listener);
        } catch (ReflectiveOperationException gone) {
            LOGGER.log(Level.DEBUG, "A connection is no longer watched.", gone);
        }
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }
}
