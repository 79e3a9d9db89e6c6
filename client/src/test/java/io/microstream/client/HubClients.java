package io.microstream.client;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** The clients of one test on some hub; they end with it. */
abstract class HubClients {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Deque<MicroStream> clients = new ArrayDeque<>();

    abstract URI hub();

    MicroStreamBuilder builder(String role) {
        return MicroStream.builder()
                .hub(hub())
                .service(role + "-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet());
    }

    MicroStream connect(MicroStreamBuilder builder) {
        MicroStream client = builder.connect();
        clients.push(client);
        return client;
    }

    MicroStream service(String role) {
        return connect(builder(role));
    }

    @AfterEach
    void closeAll() {
        clients.forEach(MicroStream::close);
    }

    static Throwable outcome(CompletableFuture<?> call) {
        Throwable failure = catchThrowable(call::join);
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
