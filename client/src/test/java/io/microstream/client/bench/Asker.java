package io.microstream.client.bench;

import java.util.concurrent.CompletableFuture;

/** One client that asks the echo service. */
interface Asker {
    CompletableFuture<?> ask(int number);

    void close() throws InterruptedException;
}
