package io.microstream.client;

import io.microstream.client.error.HubUnreachableException;
import io.microstream.client.internal.Inbound;
import io.microstream.client.internal.Json;
import io.microstream.client.internal.PacketWriter;
import io.microstream.client.internal.Trace;
import jakarta.json.bind.JsonbConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A service on a MicroStream hub: answers the requests of others and calls them. Made by {@link #builder()}; every method
 * may be called from any thread. It never ends the process.
 */
public final class MicroStream implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(MicroStream.class.getName());

    private final Settings settings;
    private final Json json;
    private final Trace trace = Trace.ofThisJvm();
    private final ClientThreads threads;
    private final HubConnection connection;
    private final Calls calls;
    private final Answers answers;
    private final Serving serving;
    private final StateChanges changes;
    private final AtomicBoolean closed = new AtomicBoolean();

    MicroStream(Settings settings, JsonbConfig jsonb, List<StateListener> listeners) {
        this.settings = settings;
        json = new Json(jsonb);
        threads = new ClientThreads(settings.service(), settings.executor());
        changes = new StateChanges(threads.executor(), listeners);
        connection = new HubConnection(settings, new Events());
        calls = new Calls(settings, json, threads.timers());
        answers = new Answers(connection, settings.maxAttachments());
        serving = new Serving(settings, json, threads.executor(), answers);
    }

    /**
     * Begins a client.
     *
     * @return a builder with all defaults
     */
    public static MicroStreamBuilder builder() {
        return new MicroStreamBuilder();
    }

    void start() {
        long every = settings.heartbeat().toNanos();
        threads.timers().scheduleWithFixedDelay(this::heartbeat, every, every, TimeUnit.NANOSECONDS);
        connection.start();
    }

    /**
     * Waits until the client is registered.
     *
     * @throws RemoteException when the hub refuses, or is not reached in time
     */
    void awaitConnected() {
        try {
            connection.firstConnected().get(settings.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException refused) {
            throw (RemoteException) refused.getCause();
        } catch (TimeoutException tooLong) {
            throw new HubUnreachableException(
                    "No connection to " + settings.hub() + " within " + settings.connectTimeout(), "null");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HubUnreachableException("Interrupted while connecting to " + settings.hub(), "null");
        }
    }

    /**
     * Answers the requests of an event from now on, in place of an earlier handler. Requests that come before are answered
     * with {@code EVENT_NOT_FOUND}: {@link MicroStreamBuilder#onRequest} registers before there is a connection.
     *
     * @param <T> the type
     * @param event the event
     * @param type the type
     * @param handler what answers
     * @return this client
     */
    public <T> MicroStream onRequest(String event, Class<T> type, RequestHandler<? super T> handler) {
        serving.register(event, type, handler);
        return this;
    }

    /**
     * The same for data of a generic type.
     *
     * @param event the event
     * @param type the type
     * @param handler what answers
     * @return this client
     */
    public MicroStream onRequest(String event, Type type, RequestHandler<?> handler) {
        serving.register(event, type, handler);
        return this;
    }

    /**
     * Begins a call of another service, or of this one.
     *
     * @param target the name of the service
     * @param event the event
     * @return the call, still to be made
     */
    public Call call(String target, String event) {
        return new Call(
                target, event, settings.timeout(), json, trace, question -> calls.make(question, this::mustNotWait));
    }

    /**
     * The name under which this client is registered.
     *
     * @return the name
     */
    public String service() {
        return settings.service();
    }

    /**
     * Where the client stands with its hub.
     *
     * @return the state
     */
    public ConnectionState state() {
        return connection.state();
    }

    /**
     * Tells a listener of every change of the state from now on.
     *
     * @param listener who wants to know
     * @return this client
     */
    public MicroStream onState(StateListener listener) {
        changes.add(listener);
        return this;
    }

    /**
     * Drains: requests are refused with {@code SERVICE_BUSY}, running handlers finish and calls are answered, for as long as
     * {@link MicroStreamBuilder#drain} says; then what is still open fails with {@code CLIENT_CLOSED}, the name is given back, and no
     * thread of the client is left. Called by a handler or a callback it does so in the background. Idempotent.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        serving.drain();
        if (mustNotWait() || Serving.isHandling()) {
            new Thread(this::drainAndEnd, "microstream-" + settings.service() + "-close").start();
        } else {
            drainAndEnd();
        }
    }

    private void drainAndEnd() {
        boolean interrupted = false;
        try {
            long deadline = System.nanoTime() + settings.drain().toNanos();
            serving.awaitIdle(deadline);
            if (connection.state() == ConnectionState.CONNECTED) {
                calls.awaitIdle(deadline);
            }
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        calls.close(CallTable.closed());
        try {
            connection.close();
            changes.awaitTold();
            threads.close();
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        json.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether this thread completes calls: what it waited for there would never come. */
    private boolean mustNotWait() {
        return connection.isCurrent() || threads.isTimer();
    }

    private void heartbeat() {
        try {
            connection.send(PacketWriter.heartbeat(settings.service()), List.of());
        } catch (RuntimeException failure) { // what leaves here would end the heartbeats
            LOGGER.log(Level.WARNING, "A heartbeat failed.", failure);
        }
    }

    private final class Events implements HubConnection.Events {
        @Override
        public void connected(HubSession session) {
            answers.connected();
            calls.connected(session);
        }

        @Override
        public void disconnected() {
            calls.disconnected();
        }

        @Override
        public void received(Inbound message) {
            if (message instanceof Inbound.Answer answer) {
                calls.answered(answer);
            } else if (message instanceof Inbound.Request request) {
                serving.received(request);
            }
        }

        @Override
        public void changed(ConnectionState state, @Nullable Exception cause) {
            changes.tell(state, Optional.ofNullable(cause));
        }

        @Override
        public void refused(RemoteException reason) {
            calls.close(reason);
        }
    }
}
