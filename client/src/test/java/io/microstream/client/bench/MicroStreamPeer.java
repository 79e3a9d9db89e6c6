package io.microstream.client.bench;

import io.microstream.client.MicroStream;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** This client, with a typed record. Handlers run on the reading thread, as they do in the others. */
record MicroStreamPeer(URI hub) implements Peer {
    /** What is asked and answered. */
    public record Order(int number, String text) {}

    private record Client(MicroStream client, String service) implements Asker {
        @Override
        public CompletableFuture<?> ask(int number) {
            return client.call(service, "echo").with(new Order(number, TEXT)).as(Order.class);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Override
    public String name() {
        return "microstream-client";
    }

    @Override
    public Asker serve(String service) {
        return new Client(
                MicroStream.builder()
                        .hub(hub)
                        .service(service)
                        .maxConcurrent(10_000)
                        .executor(Runnable::run)
                        .onRequest("echo", Order.class, (order, context) -> order)
                        .connect(),
                service);
    }

    @Override
    public Asker asker(String name, String service) {
        return new Client(MicroStream.builder().hub(hub).service(name).connect(), service);
    }
}
