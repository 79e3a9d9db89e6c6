package io.microstream.client.bench;

import io.microstream.client.MicroStream;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * Calls per second and latency of this client, of socket.io-client through the same hub, and of jnats through NATS, one
 * after another in each round: {@code Speed HUB_URL NATS_URL [SECONDS] [ROUNDS]}. Data of about 100 bytes, a typed record
 * for this client, JSON objects for socket.io-client, bare bytes for NATS, which reads none. Prints medians and ratios.
 */
public final class Speed {
    /** What is asked and answered. */
    public record Order(int number, String text) {}

    private static final String TEXT = "x".repeat(80);

    private Speed() {}

    /** One client that asks the echo service. */
    interface Asker {
        CompletableFuture<?> ask(int number);

        void close() throws InterruptedException;
    }

    /** Makes askers, and the service that they ask. */
    interface Peer {
        String name();

        Asker serve() throws Exception;

        Asker asker(int number) throws Exception;
    }

    private record Load(String name, int clients, int inFlight) {}

    private static final List<Load> LOADS = List.of(
            new Load("1 client, 1 in flight", 1, 1),
            new Load("1 client, 64 in flight", 1, 64),
            new Load("64 clients, 1 in flight", 64, 1),
            new Load("64 clients, 4 in flight", 64, 4));

    /** Runs all loads of all peers. */
    public static void main(String[] arguments) throws Exception {
        URI hub = URI.create(arguments[0]);
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3;
        List<Peer> peers = List.of(new Ours(hub), new SocketIo(hub), new NatsPeer(arguments[1]));
        for (Load load : LOADS) {
            double[][] perSecond = new double[peers.size()][rounds];
            double[][] median = new double[peers.size()][rounds];
            double[][] p99 = new double[peers.size()][rounds];
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < peers.size(); i++) {
                    double[] result = run(peers.get(i), load, seconds);
                    perSecond[i][round] = result[0];
                    median[i][round] = result[1];
                    p99[i][round] = result[2];
                }
            }
            for (int i = 0; i < peers.size(); i++) {
                System.out.printf(
                        Locale.ROOT,
                        "%-26s %-18s %8.0f calls/s  p50 %6.0f us  p99 %7.0f us  ours/this %.2f%n",
                        load.name(),
                        peers.get(i).name(),
                        middle(perSecond[i]),
                        middle(median[i]),
                        middle(p99[i]),
                        middle(perSecond[0]) / middle(perSecond[i]));
            }
        }
        System.exit(0); // socket.io-client leaves threads behind
    }

    private static double middle(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Calls per second, median and 99th percentile in microseconds. */
    private static double[] run(Peer peer, Load load, int seconds) throws Exception {
        List<Asker> askers = new ArrayList<>();
        Asker service = peer.serve();
        try {
            for (int i = 0; i < load.clients(); i++) {
                askers.add(peer.asker(i));
            }
            measure(askers, load.inFlight(), Duration.ofSeconds(1));
            return measure(askers, load.inFlight(), Duration.ofSeconds(seconds));
        } finally {
            for (Asker asker : askers) {
                asker.close();
            }
            service.close();
        }
    }

    private static double[] measure(List<Asker> askers, int inFlight, Duration time) throws InterruptedException {
        AtomicLong answered = new AtomicLong();
        long[] samples = new long[2_000_000];
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        CountDownLatch done = new CountDownLatch(askers.size());
        for (Asker asker : askers) {
            Thread thread = new Thread(() -> {
                Semaphore room = new Semaphore(inFlight);
                int number = 0;
                while (System.nanoTime() < end) {
                    room.acquireUninterruptibly();
                    long asked = System.nanoTime();
                    asker.ask(number++).whenComplete((value, failure) -> {
                        if (failure == null) {
                            long nth = answered.getAndIncrement();
                            samples[(int) (nth % samples.length)] = System.nanoTime() - asked;
                        }
                        room.release();
                    });
                }
                room.acquireUninterruptibly(inFlight);
                done.countDown();
            });
            thread.setDaemon(true);
            thread.start();
        }
        done.await(time.toSeconds() + 20, TimeUnit.SECONDS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] taken = Arrays.copyOf(samples, (int) Math.min(answered.get(), samples.length));
        Arrays.sort(taken);
        return new double[] {
            answered.get() / seconds,
            taken.length == 0 ? 0 : taken[taken.length / 2] / 1e3,
            taken.length == 0 ? 0 : taken[(int) (taken.length * 0.99)] / 1e3
        };
    }

    private record Ours(URI hub) implements Peer {
        @Override
        public String name() {
            return "microstream-client";
        }

        @Override
        public Asker serve() {
            MicroStream echo = MicroStream.builder()
                    .hub(hub)
                    .service("bench-echo")
                    .maxConcurrent(10_000)
                    .executor(Runnable::run)
                    .onRequest("echo", Order.class, (order, context) -> order)
                    .connect();
            return asker(echo);
        }

        @Override
        public Asker asker(int number) {
            return asker(MicroStream.builder()
                    .hub(hub)
                    .service("bench-asker-" + number)
                    .connect());
        }

        private static Asker asker(MicroStream client) {
            return new Asker() {
                @Override
                public CompletableFuture<?> ask(int number) {
                    return client.call("bench-echo", "echo")
                            .with(new Order(number, TEXT))
                            .as(Order.class);
                }

                @Override
                public void close() {
                    client.close();
                }
            };
        }
    }

    private record SocketIo(URI hub) implements Peer {
        @Override
        public String name() {
            return "socket.io-client";
        }

        @Override
        public Asker serve() throws Exception {
            Socket socket = connect("bench-echo");
            socket.on("request", message -> {
                try {
                    JSONObject request = (JSONObject) message[0];
                    socket.emit(
                            "response",
                            new JSONObject().put("id", request.get("id")).put("response", request.get("data")));
                } catch (JSONException e) {
                    throw new IllegalStateException(e);
                }
            });
            return new SocketIoAsker(socket);
        }

        @Override
        public Asker asker(int number) throws Exception {
            return new SocketIoAsker(connect("bench-asker-" + number));
        }

        private Socket connect(String name) throws URISyntaxException, InterruptedException {
            IO.Options options = IO.Options.builder()
                    .setQuery("serviceName=" + name)
                    .setTransports(new String[] {"websocket"})
                    .setForceNew(true)
                    .build();
            Socket socket = IO.socket(hub, options);
            CountDownLatch connected = new CountDownLatch(1);
            socket.on(Socket.EVENT_CONNECT, ignored -> connected.countDown());
            socket.connect();
            connected.await(10, TimeUnit.SECONDS);
            return socket;
        }
    }

    private static final class SocketIoAsker implements Asker {
        private final Socket socket;
        private final Map<Integer, CompletableFuture<Object>> open = new ConcurrentHashMap<>();

        SocketIoAsker(Socket socket) {
            this.socket = socket;
            socket.on("response", message -> {
                try {
                    JSONObject answer = (JSONObject) message[0];
                    CompletableFuture<Object> call = open.remove(answer.getInt("id"));
                    if (call != null) {
                        call.complete(answer.get("response"));
                    }
                } catch (JSONException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @Override
        public CompletableFuture<?> ask(int number) {
            CompletableFuture<Object> call = new CompletableFuture<>();
            open.put(number, call);
            try {
                JSONObject payload = new JSONObject()
                        .put("id", number)
                        .put("event", "echo")
                        .put("data", new JSONObject().put("number", number).put("text", TEXT));
                socket.emit(
                        "request",
                        new JSONObject().put("targetService", "bench-echo").put("payload", payload));
            } catch (JSONException e) {
                throw new IllegalStateException(e);
            }
            return call;
        }

        @Override
        public void close() throws InterruptedException {
            socket.disconnect();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private record NatsPeer(String url) implements Peer {
        @Override
        public String name() {
            return "jnats";
        }

        @Override
        public Asker serve() throws Exception {
            Connection connection = connect();
            connection
                    .createDispatcher(message -> connection.publish(message.getReplyTo(), message.getData()))
                    .subscribe("bench.echo");
            connection.flush(Duration.ofSeconds(5));
            return asker(connection);
        }

        @Override
        public Asker asker(int number) throws Exception {
            return asker(connect());
        }

        private Connection connect() throws Exception {
            return Nats.connect(new Options.Builder().server(url).build());
        }

        private static Asker asker(Connection connection) {
            return new Asker() {
                @Override
                public CompletableFuture<?> ask(int number) {
                    byte[] data =
                            ("{\"number\":" + number + ",\"text\":\"" + TEXT + "\"}").getBytes(StandardCharsets.UTF_8);
                    return connection.request("bench.echo", data);
                }

                @Override
                public void close() throws InterruptedException {
                    connection.close();
                }
            };
        }
    }
}
