package io.microstream.hub.routing;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.RequestId;
import io.microstream.hub.testing.HandMadeHub;
import io.microstream.hub.testing.RecordingConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One request remembered and handed out again, while others wait: all at one service, the worst place for them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PendingBenchmark {
    @Param({"0", "100000", "1000000"})
    public int waiting;

    private final HandMadeHub hub = new HandMadeHub(HandMadeHub.bounded(Integer.MAX_VALUE, Integer.MAX_VALUE));
    private final Registration asker = registration("billing");
    private final Registration callee = registration("orders");
    private final List<RequestId> ids = new ArrayList<>();
    private int next;

    @Setup
    public void fill() {
        for (int i = 0; i < waiting; i++) {
            hub.pending().put(asker, id("waits-for-ever", i), callee, CallMeter.NONE, 0);
        }
        for (int i = 0; i < 1024; i++) {
            ids.add(id("V1StGXR8_Z5jd", i));
        }
    }

    @Benchmark
    public Object putAndTake() {
        RequestId id = ids.get(next++ & 1023);
        hub.pending().put(asker, id, callee, CallMeter.NONE, 0);
        return hub.pending().take(callee, id);
    }

    private Registration registration(String name) {
        RecordingConnection connection = hub.connect(name);
        return HandMadeHub.registration(connection);
    }

    private static RequestId id(String prefix, int number) {
        return RequestId.of(RawJson.of('"' + prefix + (10_000_000 + number) + '"'));
    }
}
