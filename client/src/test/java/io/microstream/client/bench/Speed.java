package io.microstream.client.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Calls per second and latency of this client, of socket.io-client through the same hub, and of jnats through NATS, one
 * after another in each round: {@code Speed HUB_URL NATS_URL [SECONDS] [ROUNDS]}. Prints the medians of the rounds, and
 * how many times as good this client is.
 */
public final class Speed {
    private record Load(String name, int clients, int inFlight) {}

    private static final List<Load> LOADS = List.of(
            new Load("1 client, 1 in flight", 1, 1),
            new Load("1 client, 64 in flight", 1, 64),
            new Load("64 clients, 1 in flight", 64, 1),
            new Load("64 clients, 4 in flight", 64, 4));
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private static int runs;

    private Speed() {}

    /** Runs all loads, or the one that {@code -Dload=0…3} names, of all peers. */
    public static void main(String[] arguments) throws Exception {
        URI hub = URI.create(arguments[0]);
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3;
        List<Peer> peers = List.of(new MicroStreamPeer(hub), new SocketIoPeer(hub), new NatsPeer(arguments[1]));
        int only = Integer.getInteger("load", -1);
        for (Load load : only < 0 ? LOADS : LOADS.subList(only, only + 1)) {
            List<List<Measurement>> results = new ArrayList<>();
            peers.forEach(peer -> results.add(new ArrayList<>()));
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < peers.size(); i++) {
                    results.get(i).add(run(peers.get(i), load, Duration.ofSeconds(seconds)));
                }
            }
            for (int i = 0; i < peers.size(); i++) {
                print(load, peers.get(i), results.get(i), results.get(0));
            }
        }
        System.exit(0); // socket.io-client leaves threads behind
    }

    private static Measurement run(Peer peer, Load load, Duration time) throws Exception {
        int run = runs++;
        String service = "bench-echo-" + run;
        List<Asker> askers = new ArrayList<>();
        Asker echo = peer.serve(service);
        try {
            for (int i = 0; i < load.clients(); i++) {
                askers.add(peer.asker("bench-asker-" + run + "-" + i, service));
            }
            Measurement.of(askers, load.inFlight(), WARM_UP);
            return Measurement.of(askers, load.inFlight(), time);
        } catch (IllegalStateException failed) {
            throw new IllegalStateException(peer.name() + ", " + load.name(), failed);
        } finally {
            for (Asker asker : askers) {
                asker.close();
            }
            echo.close();
        }
    }

    private static void print(Load load, Peer peer, List<Measurement> results, List<Measurement> ours) {
        double perSecond = median(results, Measurement::perSecond);
        double p50 = median(results, Measurement::median);
        double p99 = median(results, Measurement::p99);
        System.out.printf(
                Locale.ROOT,
                "%-24s %-18s %7.0f calls/s (%.2f)  p50 %6.0f us (%.2f)  p99 %7.0f us (%.2f)%n",
                load.name(),
                peer.name(),
                perSecond,
                median(ours, Measurement::perSecond) / perSecond,
                p50,
                p50 / median(ours, Measurement::median),
                p99,
                p99 / median(ours, Measurement::p99));
    }

    private static double median(List<Measurement> results, ToDoubleFunction<Measurement> value) {
        double[] sorted = results.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
