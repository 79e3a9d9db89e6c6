package io.microstream.hub.it;

import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.LiveService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Twelve services that call each other by a script: most answer at once, {@code payment} lags, {@code billing} fails
 * some requests, {@code report} never answers, and {@code mail} can be made to vanish.
 *
 * <p>Owns their connections, the thread on which they ask and the one on which they say that they live: who asks may
 * have to wait for the hub.
 */
final class Shop implements AutoCloseable {
    /** Who asks whom, and how often in a second. */
    private static final Map<String, Integer> CALLS = new LinkedHashMap<>();

    static {
        CALLS.put("gateway→auth", 40);
        CALLS.put("gateway→catalog", 30);
        CALLS.put("gateway→search", 16);
        CALLS.put("gateway→cart", 12);
        CALLS.put("gateway→users", 10);
        CALLS.put("gateway→checkout", 4);
        CALLS.put("gateway→report", 1);
        CALLS.put("auth→users", 20);
        CALLS.put("search→catalog", 8);
        CALLS.put("cart→catalog", 10);
        CALLS.put("cart→inventory", 8);
        CALLS.put("catalog→inventory", 12);
        CALLS.put("checkout→cart", 4);
        CALLS.put("checkout→inventory", 4);
        CALLS.put("checkout→payment", 4);
        CALLS.put("checkout→mail", 2);
        CALLS.put("payment→billing", 4);
        CALLS.put("billing→mail", 1);
    }

    private static final Map<String, String> EVENTS = Map.of(
            "auth",
            "verify",
            "search",
            "query",
            "cart",
            "add",
            "checkout",
            "order",
            "payment",
            "charge",
            "mail",
            "send");

    static final List<String> NAMES = List.of(
            "gateway",
            "auth",
            "users",
            "catalog",
            "search",
            "cart",
            "checkout",
            "payment",
            "billing",
            "mail",
            "report",
            "inventory");

    private static final long TICK_MILLIS = 100;
    private static final long PULSE_MILLIS = 2_000;
    private static final long LAG_MILLIS = 900;
    /** Enough to be at risk, and never so many that it is broken. */
    private static final int FAILS_EACH = 8;

    private final HubTarget hub;
    private final Map<String, LiveService> services = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong bills = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Shop::daemon);
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(Shop::daemon);
    private long ticks;

    Shop(HubTarget hub) {
        this.hub = hub;
    }

    /** Everybody joins, and the calls begin. */
    Shop open() {
        NAMES.forEach(this::join);
        clock.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        pulse.scheduleWithFixedDelay(this::live, 0, PULSE_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "shop");
        thread.setDaemon(true);
        return thread;
    }

    /** Who asks whom, as {@code caller→callee}. */
    static Set<String> pairs() {
        return new TreeSet<>(CALLS.keySet());
    }

    /** Joins as a service that answers by the shop's script. */
    LiveService join(String name) {
        LiveService service = LiveService.join(hub, name, packet -> answer(name, packet));
        services.put(name, service);
        return service;
    }

    /** Its connection breaks without a goodbye. */
    void vanish(String name) {
        Objects.requireNonNull(services.remove(name)).close();
    }

    private void tick() {
        ticks++;
        CALLS.forEach((pair, perSecond) -> {
            String[] names = pair.split("→", -1);
            LiveService caller = services.get(names[0]);
            // Spread over the ten ticks of a second.
            long due = perSecond * ticks / 10 - perSecond * (ticks - 1) / 10;
            for (long asked = 0; asked < due && caller != null && !caller.hasEnded(); asked++) {
                caller.send("42[\"request\",{\"targetService\":\"" + names[1] + "\",\"payload\":{\"id\":\"r-"
                        + ids.incrementAndGet() + "\",\"event\":\"" + EVENTS.getOrDefault(names[1], "get")
                        + "\",\"data\":{\"of\":\"" + names[0] + "\"}}}]");
            }
        });
    }

    private void live() {
        services.values().stream()
                .filter(service -> !service.hasEnded())
                .forEach(service -> service.send("42[\"heartbeat\",{\"serviceName\":\"" + service.name() + "\"}]"));
    }

    private void answer(String name, String packet) {
        if (!packet.startsWith("42[\"request\"")) {
            return;
        }
        String id = LiveService.stringMember(packet, "id");
        boolean fails = name.equals("billing") && bills.incrementAndGet() % FAILS_EACH == 0;
        String response = fails
                ? "{\"error\":{\"code\":\"NO_FUNDS\",\"message\":\"nothing left\"}}"
                : "{\"from\":\"" + name + "\",\"ok\":true}";
        Runnable answer = () -> {
            LiveService service = services.get(name);
            if (service != null && !service.hasEnded()) {
                service.send("42[\"response\",{\"id\":\"" + id + "\",\"response\":" + response + "}]");
            }
        };
        if (name.equals("payment")) {
            clock.schedule(answer, LAG_MILLIS, TimeUnit.MILLISECONDS);
        } else if (!name.equals("report")) {
            answer.run();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        pulse.shutdownNow();
        services.values().forEach(LiveService::close);
    }
}
