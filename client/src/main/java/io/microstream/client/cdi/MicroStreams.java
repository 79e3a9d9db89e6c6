package io.microstream.client.cdi;

import io.microstream.client.MicroStream;
import io.microstream.client.MicroStreamBuilder;
import io.microstream.client.NameTaken;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Owns the clients of an application, one for each name. Any thread. */
final class MicroStreams {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, MicroStream> clients = new LinkedHashMap<>();

    /** The client of a name, which connects in the background; empty for the application's own name. */
    MicroStream client(String name) {
        String service = name.isEmpty() ? ownName() : name;
        lock.lock();
        try {
            return clients.computeIfAbsent(service, absent -> start(absent, List.of()));
        } finally {
            lock.unlock();
        }
    }

    /** Makes the client of a name, whose handlers are there before its first request; empty for the application's. */
    void serve(String name, List<HandlerMethod> handlers) {
        String service = name.isEmpty() ? ownName() : name;
        lock.lock();
        try {
            MicroStream early = clients.get(service);
            if (early == null) {
                clients.put(service, start(service, handlers));
            } else {
                handlers.forEach(handler -> early.onRequest(handler.event(), handler.dataType(), handler));
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        List<MicroStream> open;
        lock.lock();
        try {
            open = new ArrayList<>(clients.values());
            clients.clear();
        } finally {
            lock.unlock();
        }
        open.forEach(MicroStream::close);
    }

    /** The configured name, or that of the only client there is. */
    private String ownName() {
        return config().getOptionalValue("microstream.service.name", String.class)
                .orElseGet(() -> {
                    lock.lock();
                    try {
                        if (clients.size() == 1) {
                            return clients.keySet().iterator().next();
                        }
                    } finally {
                        lock.unlock();
                    }
                    throw new IllegalStateException(
                            "This application has no name on the hub: set microstream.service.name, or"
                                    + " have one class with @MicroService(\"name\")");
                });
    }

    private static MicroStream start(String service, List<HandlerMethod> handlers) {
        Config config = config();
        MicroStreamBuilder builder = MicroStream.builder().service(service);
        config.getOptionalValue("microstream.hub.url", String.class)
                .map(URI::create)
                .ifPresent(builder::hub);
        config.getOptionalValue("microstream.timeout", String.class)
                .map(MicroStreams::duration)
                .ifPresent(builder::timeout);
        config.getOptionalValue("microstream.name.taken", String.class)
                .map(text -> NameTaken.valueOf(text.toUpperCase(Locale.ROOT)))
                .ifPresent(builder::onNameTaken);
        config.getOptionalValue("microstream.max.concurrent", Integer.class).ifPresent(builder::maxConcurrent);
        config.getOptionalValue("microstream.max.in.flight", Integer.class).ifPresent(builder::maxInFlight);
        handlers.forEach(handler -> builder.onRequest(handler.event(), handler.dataType(), handler));
        return builder.start();
    }

    private static Config config() {
        return ConfigProvider.getConfig();
    }

    /** As the hub's own settings, {@code 300ms}, {@code 5s}, {@code 2m}, or as ISO 8601, {@code PT5S}. */
    static Duration duration(String text) {
        if (text.startsWith("P")) {
            return Duration.parse(text);
        }
        String number = text.replaceAll("[a-z]+$", "");
        long amount = Long.parseLong(number);
        return switch (text.substring(number.length())) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> throw new IllegalArgumentException("no duration, such as 300ms, 5s or 2m: " + text);
        };
    }
}
