package io.microstream.hub.testing;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.HubMessage;
import io.microstream.hub.message.Payload;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.message.ServiceName;
import io.microstream.hub.message.TargetService;
import io.microstream.hub.routing.EvictionSweep;
import io.microstream.hub.routing.HubCounters;
import io.microstream.hub.routing.HubObserver;
import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.Registration;
import io.microstream.hub.routing.Router;
import io.microstream.hub.routing.RoutingSettings;
import io.microstream.hub.routing.ServiceRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The hub's core without a container, with the default settings and a clock that the test moves. */
public final class HandMadeHub {
    /** As in the configuration table. */
    public static final RoutingSettings DEFAULTS = new RoutingSettings(
            Duration.ofSeconds(15),
            Duration.ofSeconds(120),
            10_000,
            1_000_000,
            Duration.ofSeconds(3),
            Duration.ofMillis(700),
            Duration.ofSeconds(6));

    /** Every line is made, so that no test misses a broken one, and none is shown. */
    private static final Logger LOGS = Logger.getLogger(Router.class.getPackageName());

    static {
        LOGS.setLevel(Level.ALL);
        LOGS.setUseParentHandlers(false);
    }

    private final HandMovedClock time = new HandMovedClock();
    private final HubCounters counters = new HubCounters();
    private final PendingRequests pending;
    private final ServiceRegistry registry;
    private final Router router;
    private final EvictionSweep sweep;

    public HandMadeHub() {
        this(DEFAULTS);
    }

    public HandMadeHub(RoutingSettings settings) {
        this(settings, HubObserver.NONE);
    }

    public HandMadeHub(RoutingSettings settings, HubObserver observer) {
        pending = new PendingRequests(time.clock(), settings, counters);
        registry = new ServiceRegistry(time.clock(), settings, pending, counters, observer);
        router = new Router(time.clock(), registry, pending, counters, observer);
        sweep = new EvictionSweep(registry, router, counters);
    }

    /** The default settings with other bounds on unanswered requests. */
    public static RoutingSettings bounded(int maxPending, long maxPendingTotal) {
        return new RoutingSettings(
                DEFAULTS.heartbeatTimeout(),
                DEFAULTS.pendingTtl(),
                maxPending,
                maxPendingTotal,
                DEFAULTS.lostGrace(),
                DEFAULTS.takeoverProbe(),
                DEFAULTS.takeoverSilence());
    }

    public HandMovedClock time() {
        return time;
    }

    public HubCounters counters() {
        return counters;
    }

    public PendingRequests pending() {
        return pending;
    }

    public ServiceRegistry registry() {
        return registry;
    }

    public Router router() {
        return router;
    }

    public EvictionSweep sweep() {
        return sweep;
    }

    /** A connection from an address of its own that asks for a name. */
    public RecordingConnection connect(String name) {
        return connect(name, "address-of-" + name);
    }

    public RecordingConnection connect(String name, String address) {
        RecordingConnection connection = new RecordingConnection("sid-" + name, address);
        registry.connect(new ServiceName(name), connection);
        return connection;
    }

    /** Sends {@code {"id":<id>}} to a service; the bytes are overwritten afterwards, as a reused buffer's are. */
    public void ask(RecordingConnection asker, String target, String id) {
        ask(asker, target, id, 0);
    }

    /** The same by an asker that says how long it waits. */
    public void ask(RecordingConnection asker, String target, String id, long timeoutMillis) {
        String text = "{\"id\":" + id + "}";
        withBorrowed(text, json -> {
            RawJson idText = RawJson.slice(json.array(), 6, json.length() - 1);
            Payload payload = new Payload(json, RequestId.of(idText), 6);
            route(asker, new HubMessage.Request(target(target), payload, List.of(), timeoutMillis));
        });
    }

    /** Answers under an id, as the service that is asked knows it. */
    public void answer(RecordingConnection callee, String id, String value) {
        withBorrowed(
                id, json -> route(callee, new HubMessage.Response(RequestId.of(json), RawJson.of(value), List.of())));
    }

    public void heartbeat(RecordingConnection service) {
        route(service, new HubMessage.Heartbeat());
    }

    public void route(RecordingConnection from, HubMessage message) {
        router.route(registration(from), message);
    }

    public static Registration registration(RecordingConnection connection) {
        return connection.registration().orElseThrow(() -> new AssertionError(connection + " was not welcomed"));
    }

    /** The target as its name, quoted. */
    public static TargetService target(String name) {
        return new TargetService(RawJson.of('"' + name + '"'));
    }

    private interface Step {
        void with(RawJson borrowed);
    }

    private static void withBorrowed(String text, Step step) {
        byte[] buffer = text.getBytes(StandardCharsets.UTF_8);
        step.with(RawJson.slice(buffer, 0, buffer.length));
        Arrays.fill(buffer, (byte) '#');
    }
}
