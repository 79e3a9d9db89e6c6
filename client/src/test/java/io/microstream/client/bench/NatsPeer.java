package io.microstream.client.bench;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** jnats through NATS, with bare bytes that nobody parses. */
record NatsPeer(String url) implements Peer {
    private record Client(Connection connection, String service) implements Asker {
        @Override
        public CompletableFuture<?> ask(int number) {
            byte[] data = ("{\"number\":" + number + ",\"text\":\"" + TEXT + "\"}").getBytes(StandardCharsets.UTF_8);
            return connection.request(service, data);
        }

        @Override
        public void close() throws InterruptedException {
            connection.close();
        }
    }

    @Override
    public String name() {
        return "jnats";
    }

    @Override
    public Asker serve(String service) throws Exception {
        Connection connection = connect();
        connection
                .createDispatcher(message -> connection.publish(message.getReplyTo(), message.getData()))
                .subscribe(service);
        connection.flush(Duration.ofSeconds(5));
        return new Client(connection, service);
    }

    @Override
    public Asker asker(String name, String service) throws Exception {
        return new Client(connect(), service);
    }

    private Connection connect() throws Exception {
        return Nats.connect(new Options.Builder().server(url).build());
    }
}
