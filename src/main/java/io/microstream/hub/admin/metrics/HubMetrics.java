package io.microstream.hub.admin.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.microstream.hub.admin.HubVitals;
import io.microstream.hub.message.ErrorCode;
import io.microstream.hub.routing.Departure;
import io.microstream.hub.routing.HubCounters;
import io.microstream.hub.routing.HubEvent;
import io.microstream.hub.routing.PendingRequests;
import io.microstream.hub.routing.ServiceRegistry;
import io.microstream.hub.traffic.Traffic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The hub's meters. Owns the registry, which is made by the first scrape: a hub that nobody scrapes does not pay for it.
 *
 * <p>Names stand in {@code docs/monitoring/README.md}; they are never renamed.
 */
@ApplicationScoped
public class HubMetrics {
    private final HubVitals vitals;
    private final ServiceRegistry registry;
    private final PendingRequests pending;
    private final HubCounters counters;
    private final Traffic traffic;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable PrometheusMeterRegistry meters;

    @Inject
    public HubMetrics(
            HubVitals vitals,
            ServiceRegistry registry,
            PendingRequests pending,
            HubCounters counters,
            Traffic traffic) {
        this.vitals = vitals;
        this.registry = registry;
        this.pending = pending;
        this.counters = counters;
        this.traffic = traffic;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected HubMetrics() {
        this(null, null, null, null, null);
    }

    /** Everything, in Prometheus' text format. */
    TextFormat scrape() {
        TextFormat text = new TextFormat().text(meters().scrape());
        TargetText.write(text, traffic);
        return text;
    }

    private PrometheusMeterRegistry meters() {
        lock.lock();
        try {
            PrometheusMeterRegistry made = meters;
            if (made == null) {
                made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
                register(made);
                meters = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    private void register(MeterRegistry to) {
        gauge(
                to,
                "services",
                "Registered services",
                () -> registry.registrations().size());
        gauge(to, "requests.in.flight", "Requests that wait for their outcome", pending::count);
        gauge(to, "queue.bytes", "Outbound bytes that wait for all peers together", vitals::bytesWaiting);
        gauge(
                to,
                "uptime.seconds",
                "Since the hub started",
                () -> vitals.uptime().toMillis() / 1000.0);
        gauge(
                to,
                "tick.age.seconds",
                "Since the hub's time last moved; beyond 3 s it is degraded",
                () -> vitals.sinceLastTick().toMillis() / 1000.0);
        gauge(to, "draining", "1 while the hub stops", () -> vitals.state() == HubVitals.State.DRAINING ? 1 : 0);
        connections(to, "polling", vitals::pollingSessions);
        connections(to, "websocket", () -> Math.max(0, vitals.sessions() - vitals.pollingSessions()));
        counter(to, "registrations", "Services that got their name", HubEvent.SERVICE_REGISTERED);
        counter(to, "requests.arrived", "Requests that services have sent", HubEvent.REQUEST_ARRIVED);
        counter(to, "answers.orphaned", "Outcomes whose asker was gone", HubEvent.ANSWER_ORPHANED);
        counter(to, "slow.consumers", "Services cut off since they did not read", HubEvent.SERVICE_CUT_OFF);
        counter(to, "heartbeats", "Heartbeats that services have sent", HubEvent.HEARTBEAT_ARRIVED);
        for (Departure reason : Departure.values()) {
            departures(to, reason);
        }
        protocolErrors(to, "malformed_message", HubEvent.MESSAGE_MALFORMED);
        protocolErrors(to, "unknown_event", HubEvent.EVENT_UNKNOWN);
        protocolErrors(to, "unexpected_answer", HubEvent.ANSWER_UNKNOWN);
        protocolErrors(to, "bad_handshake", HubEvent.HANDSHAKE_MALFORMED);
        protocolErrors(to, "bad_request", HubEvent.SESSION_MISUSED);
        protocolErrors(to, "malformed_packet", HubEvent.PACKET_MALFORMED);
        protocolErrors(to, "too_large", HubEvent.MESSAGE_TOO_LARGE);
        refused(to, "refused", HubEvent.NEWCOMER_REFUSED);
        refused(to, "sent_away", HubEvent.NEWCOMER_SENT_AWAY);
        for (ErrorCode code : ErrorCode.values()) {
            FunctionCounter.builder(name("errors"), counters, all -> all.of(code))
                    .description("Errors that the hub itself has told services")
                    .tag("code", code.name())
                    .register(to);
        }
    }

    private static String name(String name) {
        return "microstream.hub." + name;
    }

    private static void gauge(MeterRegistry to, String name, String description, DoubleSupplier value) {
        Gauge.builder(name(name), value::getAsDouble).description(description).register(to);
    }

    private static void connections(MeterRegistry to, String transport, DoubleSupplier value) {
        Gauge.builder(name("connections"), value::getAsDouble)
                .description("Open Engine.IO sessions")
                .tag("transport", transport)
                .register(to);
    }

    private void counter(MeterRegistry to, String name, String description, HubEvent event) {
        FunctionCounter.builder(name(name), counters, all -> all.of(event))
                .description(description)
                .register(to);
    }

    private void departures(MeterRegistry to, Departure reason) {
        FunctionCounter.builder(name("departures"), traffic, all -> all.goneInAll(reason))
                .description("Services that have gone, evictions and take-overs among them")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(to);
    }

    private void protocolErrors(MeterRegistry to, String kind, HubEvent event) {
        FunctionCounter.builder(name("protocol.errors"), counters, all -> all.of(event))
                .description("What broke the protocol")
                .tag("kind", kind)
                .register(to);
    }

    private void refused(MeterRegistry to, String kind, HubEvent event) {
        FunctionCounter.builder(name("newcomers.refused"), counters, all -> all.of(event))
                .description("Services that did not get a name")
                .tag("kind", kind)
                .register(to);
    }
}
