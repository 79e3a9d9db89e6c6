package io.microstream.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What {@link MicroStreamBuilder} has collected; the promises stand there. */
record Settings(
        URI hub,
        String service,
        Duration timeout,
        Duration connectTimeout,
        Duration heartbeat,
        Duration drain,
        Backoff reconnect,
        NameTaken onNameTaken,
        WhenUnable whenOffline,
        WhenUnable whenFull,
        int maxInFlight,
        int maxWaiting,
        int maxConcurrent,
        int maxAttachments,
        long maxMessageBytes,
        @Nullable Executor executor,
        Executor completions,
        @Nullable SSLContext tls,
        Map<String, String> query) {}
