package io.microstream.client;

import jakarta.json.bind.JsonbConfig;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** Collects what a client is to be like. One thread. */
public final class MicroStreamBuilder {
    private final List<StateListener> listeners = new ArrayList<>();
    private final List<Consumer<MicroStream>> registrations = new ArrayList<>();
    private final SettingsDraft draft = new SettingsDraft();
    private JsonbConfig jsonb = new JsonbConfig();

    MicroStreamBuilder() {}

    /**
     * Where the hub is: {@code http}, {@code https}, {@code ws} or {@code wss}; {@code http://localhost:3000}.
     * A path is the context root that the hub has there: {@code https://host/messaging}.
     *
     * @param address the address
     * @return this builder
     */
    public MicroStreamBuilder hub(URI address) {
        draft.hub = SettingsDraft.address(address);
        return this;
    }

    /**
     * The name under which others call this service. Has to be given.
     *
     * @param name the name
     * @return this builder
     */
    public MicroStreamBuilder service(String name) {
        draft.service = name;
        return this;
    }

    /**
     * How long a call waits for its answer; 5 s.
     *
     * @param limit positive
     * @return this builder
     */
    public MicroStreamBuilder timeout(Duration limit) {
        draft.timeout = SettingsDraft.positive(limit);
        return this;
    }

    /**
     * How long an attempt to connect may take, and how long {@link #connect()} tries; 10 s.
     *
     * @param limit positive
     * @return this builder
     */
    public MicroStreamBuilder connectTimeout(Duration limit) {
        draft.connectTimeout = SettingsDraft.positive(limit);
        return this;
    }

    /**
     * How often a sign of life is sent; 5 s. The hub evicts a service that is silent for 15 s.
     *
     * @param every positive
     * @return this builder
     */
    public MicroStreamBuilder heartbeat(Duration every) {
        draft.heartbeat = SettingsDraft.positive(every);
        return this;
    }

    /**
     * How long {@link MicroStream#close()} lets handlers and calls finish; 10 s.
     *
     * @param limit zero for not at all
     * @return this builder
     */
    public MicroStreamBuilder drain(Duration limit) {
        draft.drain = limit;
        return this;
    }

    /**
     * The pauses between attempts to connect; from 500 ms to 5 s, with a jitter of a half.
     *
     * @param pauses the pauses
     * @return this builder
     */
    public MicroStreamBuilder reconnect(Backoff pauses) {
        draft.reconnect = pauses;
        return this;
    }

    /**
     * What to do when another living service has the name; {@link NameTaken#FAIL}.
     *
     * @param policy the choice
     * @return this builder
     */
    public MicroStreamBuilder onNameTaken(NameTaken policy) {
        draft.onNameTaken = policy;
        return this;
    }

    /**
     * What becomes of a call while there is no connection; {@link WhenUnable#WAIT}.
     *
     * @param policy the choice
     * @return this builder
     */
    public MicroStreamBuilder whenOffline(WhenUnable policy) {
        draft.whenOffline = policy;
        return this;
    }

    /**
     * What becomes of a call while {@link #maxInFlight} others are unanswered; {@link WhenUnable#WAIT}.
     *
     * @param policy the choice
     * @return this builder
     */
    public MicroStreamBuilder whenFull(WhenUnable policy) {
        draft.whenFull = policy;
        return this;
    }

    /**
     * How many calls may be unanswered at a time; 1,000. The hub has a limit of its own, 10,000.
     *
     * @param calls positive
     * @return this builder
     */
    public MicroStreamBuilder maxInFlight(int calls) {
        draft.maxInFlight = SettingsDraft.positive(calls);
        return this;
    }

    /**
     * How many calls may wait to be sent; 100,000. Further ones fail with {@code TOO_MANY_REQUESTS}.
     *
     * @param calls positive
     * @return this builder
     */
    public MicroStreamBuilder maxWaiting(int calls) {
        draft.maxWaiting = SettingsDraft.positive(calls);
        return this;
    }

    /**
     * How many requests are handled at once; 256. Further ones are refused with {@code SERVICE_BUSY}.
     *
     * @param requests positive
     * @return this builder
     */
    public MicroStreamBuilder maxConcurrent(int requests) {
        draft.maxConcurrent = SettingsDraft.positive(requests);
        return this;
    }

    /**
     * How many {@code byte[]} one message may have; 10, the hub's own limit, beyond which it would hang up.
     *
     * @param number positive
     * @return this builder
     */
    public MicroStreamBuilder maxAttachments(int number) {
        draft.maxAttachments = SettingsDraft.positive(number);
        return this;
    }

    /**
     * The longest message that is taken from the hub, in bytes; 16,000,000.
     *
     * @param bytes positive
     * @return this builder
     */
    public MicroStreamBuilder maxMessageBytes(long bytes) {
        draft.maxMessageBytes = SettingsDraft.positive(bytes);
        return this;
    }

    /**
     * Where handlers and state listeners run. It is not ended with the client. Otherwise they run on virtual threads, or
     * where the JDK has none on up to 32 threads of the client's own.
     *
     * @param where the executor
     * @return this builder
     */
    public MicroStreamBuilder executor(Executor where) {
        draft.executor = where;
        return this;
    }

    /**
     * Where the futures of calls complete and their callbacks run; on the client's reading thread, where callbacks must not
     * block (to wait for another call there throws).
     *
     * @param where the executor
     * @return this builder
     */
    public MicroStreamBuilder completions(Executor where) {
        draft.completions = where;
        return this;
    }

    /**
     * The settings of JSON-B; its serializers for {@code byte[]} are replaced.
     *
     * @param config the settings
     * @return this builder
     */
    public MicroStreamBuilder jsonb(JsonbConfig config) {
        jsonb = config;
        return this;
    }

    /**
     * Certificates and keys for {@code https}; the JVM's own.
     *
     * @param context the certificates and keys
     * @return this builder
     */
    public MicroStreamBuilder tls(SSLContext context) {
        draft.tls = context;
        return this;
    }

    /**
     * A query parameter of the handshake, for a proxy or a hub that asks for one.
     *
     * @param name the parameter's name
     * @param value the parameter's value
     * @return this builder
     */
    public MicroStreamBuilder query(String name, String value) {
        draft.query.put(name, value);
        return this;
    }

    /**
     * Answers the requests of an event from the first moment on; see {@link MicroStream#onRequest}.
     *
     * @param <T> the type
     * @param event the event
     * @param type the type
     * @param handler what answers
     * @return this builder
     */
    public <T> MicroStreamBuilder onRequest(String event, Class<T> type, RequestHandler<? super T> handler) {
        registrations.add(client -> client.onRequest(event, type, handler));
        return this;
    }

    /**
     * The same for data of a generic type.
     *
     * @param event the event
     * @param type the type
     * @param handler what answers
     * @return this builder
     */
    public MicroStreamBuilder onRequest(String event, Type type, RequestHandler<?> handler) {
        registrations.add(client -> client.onRequest(event, type, handler));
        return this;
    }

    /**
     * Tells a listener of every change of the state.
     *
     * @param listener who wants to know
     * @return this builder
     */
    public MicroStreamBuilder onState(StateListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Makes the client and waits until it is registered, or the {@link #connectTimeout} has passed.
     *
     * @return the client
     * @throws RemoteException when the hub refuses it, or is not reached; no thread is left then
     */
    public MicroStream connect() {
        MicroStream client = start();
        try {
            client.awaitConnected();
            return client;
        } catch (RemoteException failed) {
            client.close();
            throw failed;
        }
    }

    /**
     * Makes the client and lets it connect in the background.
     *
     * @return the client
     */
    public MicroStream start() {
        MicroStream client = new MicroStream(draft.settings(), jsonb, listeners);
        registrations.forEach(registration -> registration.accept(client));
        client.start();
        return client;
    }
}
