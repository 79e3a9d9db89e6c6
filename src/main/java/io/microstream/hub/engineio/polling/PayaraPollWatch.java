package io.microstream.hub.engineio.polling;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

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
    private static volatile @Nullable Calls calls;

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
            Calls known = calls;
            if (known == null) {
                known = Calls.of(request);
                calls = known;
            }
            return known.watch(request, closed);
        } catch (ReflectiveOperationException | RuntimeException changed) {
            possible = false;
            LOGGER.log(Level.INFO, "This Payara does not tell of abandoned polls; pings find them.", changed);
            return NOTHING_TO_UNDO;
        }
    }

    /** The server's methods, looked up once: a look-up costs more than the call. */
    private record Calls(
            Method unwrapped,
            Method coyote,
            Method context,
            Method connection,
            Class<?> listenerType,
            Method add,
            Method remove,
            Method enable,
            Object read) {

        static Calls of(HttpServletRequest request) throws ReflectiveOperationException {
            Method unwrapped = request.getClass().getMethod("getUnwrappedCoyoteRequest");
            Object catalinaRequest = unwrapped.invoke(request);
            Method coyote = catalinaRequest.getClass().getMethod("getCoyoteRequest");
            Object grizzlyRequest = coyote.invoke(catalinaRequest);
            Method context = grizzlyRequest.getClass().getMethod("getContext");
            Object filterContext = context.invoke(grizzlyRequest);
            Method connection = filterContext.getClass().getMethod("getConnection");
            Class<?> type = connection.invoke(filterContext).getClass();
            Class<?> listenerType = Class.forName("org.glassfish.grizzly.CloseListener", true, type.getClassLoader());
            Class<?> ioEvent = Class.forName("org.glassfish.grizzly.IOEvent", true, type.getClassLoader());
            return new Calls(
                    unwrapped,
                    coyote,
                    context,
                    connection,
                    listenerType,
                    type.getMethod("addCloseListener", listenerType),
                    type.getMethod("removeCloseListener", listenerType),
                    type.getMethod("enableIOEvent", ioEvent),
                    ioEvent.getMethod("valueOf", String.class).invoke(null, "READ"));
        }

        Runnable watch(HttpServletRequest request, Runnable closed) throws ReflectiveOperationException {
            Object watched = connection.invoke(context.invoke(coyote.invoke(unwrapped.invoke(request))));
            Object listener = listener(closed);
            add.invoke(watched, listener);
            enable.invoke(watched, read);
            return () -> unwatch(watched, listener);
        }

        private Object listener(Runnable closed) {
            return Proxy.newProxyInstance(
                    listenerType.getClassLoader(), new Class<?>[] {listenerType}, (proxy, method, arguments) -> {
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
        }

        private void unwatch(Object watched, Object listener) {
            try {
                remove.invoke(watched, listener);
            } catch (ReflectiveOperationException gone) {
                LOGGER.log(Level.DEBUG, "A connection is no longer watched.", gone);
            }
        }
    }
}
