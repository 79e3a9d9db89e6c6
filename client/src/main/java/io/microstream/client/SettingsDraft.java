package io.microstream.client;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The settings while {@link MicroStreamBuilder} collects them: the defaults, and what a value has to be like. */
final class SettingsDraft {
    private static final List<String> SCHEMES = List.of("http", "https", "ws", "wss");

    final Map<String, String> query = new LinkedHashMap<>();
    URI hub = URI.create("http://localhost:3000");
    String service = "";
    Duration timeout = Duration.ofSeconds(5);
    Duration connectTimeout = Duration.ofSeconds(10);
    Duration heartbeat = Duration.ofSeconds(5);
    Duration drain = Duration.ofSeconds(10);
    Backoff reconnect =
            Backoff.exponential(Duration.ofMillis(500), Duration.ofSeconds(5)).jitter(0.5);
    NameTaken onNameTaken = NameTaken.FAIL;
    WhenUnable whenOffline = WhenUnable.WAIT;
    WhenUnable whenFull = WhenUnable.WAIT;
    int maxInFlight = 1_000;
    int maxWaiting = 100_000;
    int maxConcurrent = 256;
    int maxAttachments = 10;
    long maxMessageBytes = 16_000_000;
    Executor completions = Runnable::run;

    @Nullable
    Executor executor;

    @Nullable
    SSLContext tls;

    /** What is collected so far. */
    Settings settings() {
        if (service.isEmpty()) {
            throw new IllegalStateException("a service has a name: service(…)");
        }
        return new Settings(
                hub,
                service,
                timeout,
                connectTimeout,
                heartbeat,
                drain,
                reconnect,
                onNameTaken,
                whenOffline,
                whenFull,
                maxInFlight,
                maxWaiting,
                maxConcurrent,
                maxAttachments,
                maxMessageBytes,
                executor,
                completions,
                tls,
                Map.copyOf(query));
    }

    static URI address(URI address) {
        if (!SCHEMES.contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
            throw new IllegalArgumentException("a hub's address is http(s)://host[:port][/root]: " + address);
        }
        return address;
    }

    static Duration positive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("not positive: " + duration);
        }
        return duration;
    }

    static int positive(int number) {
        return Math.toIntExact(positive((long) number));
    }

    static long positive(long number) {
        if (number <= 0) {
            throw new IllegalArgumentException("not positive: " + number);
        }
        return number;
    }
}
