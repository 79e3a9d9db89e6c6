package io.microstream.hub.engineio.polling;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Payara does not look at the socket of a request that sleeps, and tells no {@code AsyncListener} when it closes, so an
 * abandoned poll would not be seen. This has it look and tell, by the public methods of its connection and without a
 * type of its own at compile time.
 *
 * <p>Whatever is read from a connection whose request has not ended, Payara takes for a part of that request. So it must
 * not look any more as soon as the answer is on its way: a peer that has it sends its next request at once, ahead of what
 * the server has still to do for the last one. Here the interest in reading is set and taken back on the socket's key
 * itself, under a lock: the server's own methods leave the former to its selector, which may come to it too late.
 */
final class PayaraPollWatch implements PollWatch {
    private static final Logger LOGGER = System.getLogger(PayaraPollWatch.class.getName());
    private static final String FACADE = "org.apache.catalina.connector.RequestFacade";

    private static volatile boolean possible = true;
    private static volatile @Nullable Calls calls;

    private final Calls known;
    private final Object watched;
    private final Runnable closed;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SelectionKey key; // while it is looked at; guarded by lock
    private @Nullable Object listener; // guarded by lock
    private boolean ended; // guarded by lock

    private PayaraPollWatch(Calls known, Object watched, Runnable closed) {
        this.known = known;
        this.watched = watched;
        this.closed = closed;
    }

    /**
     * For the connection of a request; to be called while the request is being served.
     *
     * @param closed run when the peer closes it
     * @return {@link PollWatch#NONE} on another server
     */
    static PollWatch of(HttpServletRequest request, Runnable closed) {
        if (!possible || !request.getClass().getName().equals(FACADE)) {
            return NONE;
        }
        try {
            Calls known = calls;
            if (known == null) {
                known = Calls.of(request);
                calls = known;
            }
            return new PayaraPollWatch(known, known.connectionOf(request), closed);
        } catch (ReflectiveOperationException | RuntimeException changed) {
            possible = false;
            LOGGER.log(Level.INFO, "This Payara does not tell of abandoned polls; pings find them.", changed);
            return NONE;
        }
    }

    @Override
    public void begin() {
        try {
            Object mine = known.listener(closed);
            if (look(mine)) {
                known.add.invoke(watched, mine); // not under the lock: it calls at once if the peer has gone already
                if (hasEnded()) {
                    known.remove.invoke(watched, mine);
                }
            }
        } catch (ReflectiveOperationException | CancelledKeyException gone) {
            LOGGER.log(Level.DEBUG, "A connection cannot be watched.", gone);
        }
    }

    @Override
    public void end() {
        Object mine = lookNoMore();
        if (mine != null) {
            try {
                known.remove.invoke(watched, mine);
            } catch (ReflectiveOperationException gone) {
                LOGGER.log(Level.DEBUG, "A connection is no longer watched.", gone);
            }
        }
    }

    private boolean look(Object mine) throws ReflectiveOperationException {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            SelectionKey looked = (SelectionKey) known.key.invoke(watched);
            looked.interestOpsOr(SelectionKey.OP_READ);
            looked.selector().wakeup();
            key = looked;
            listener = mine;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Object lookNoMore() {
        lock.lock();
        try {
            ended = true;
            if (key != null) {
                key.interestOpsAnd(~SelectionKey.OP_READ);
            }
        } catch (CancelledKeyException gone) {
            LOGGER.log(Level.DEBUG, "A watched connection has closed.", gone);
        } finally {
            lock.unlock();
        }
        return listener;
    }

    private boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** The server's methods, looked up once: a look-up costs more than the call. */
    private record Calls(
            Method unwrapped,
            Method coyote,
            Method context,
            Method connection,
            Method key,
            Class<?> listenerType,
            Method add,
            Method remove) {

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
            return new Calls(
                    unwrapped,
                    coyote,
                    context,
                    connection,
                    type.getMethod("getSelectionKey"),
                    listenerType,
                    type.getMethod("addCloseListener", listenerType),
                    type.getMethod("removeCloseListener", listenerType));
        }

        Object connectionOf(HttpServletRequest request) throws ReflectiveOperationException {
            return connection.invoke(context.invoke(coyote.invoke(unwrapped.invoke(request))));
        }

        Object listener(Runnable closed) {
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
    }
}
