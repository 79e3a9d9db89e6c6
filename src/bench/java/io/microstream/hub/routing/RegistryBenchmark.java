package io.microstream.hub.routing;

import io.microstream.hub.message.TargetService;
import io.microstream.hub.testing.HandMadeHub;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the text of a request's target to the service that has this name. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RegistryBenchmark {
    @Param({"16", "5000"})
    public int services;

    private final HandMadeHub hub = new HandMadeHub();
    private TargetService[] targets = {};
    private int next;

    @Setup
    public void register() {
        targets = new TargetService[services];
        for (int i = 0; i < services; i++) {
            hub.connect("service-" + i);
            targets[i] = HandMadeHub.target("service-" + i);
        }
    }

    @Benchmark
    public Optional<Registration> find() {
        next = next + 1 == services ? 0 : next + 1;
        return hub.registry().find(targets[next]);
    }
}
