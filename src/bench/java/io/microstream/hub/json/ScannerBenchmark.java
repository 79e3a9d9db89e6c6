package io.microstream.hub.json;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The strict check of one request: plain text in one string, and many small values. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScannerBenchmark {
    @Param({"100", "10000"})
    public int bytes;

    private final JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT);
    private byte[] text = {};
    private byte[] values = {};

    @Setup
    public void write() {
        String envelope = "[\"request\",{\"targetService\":\"billing\",\"payload\":{\"id\":\"V1StGXR8_Z5jdHi6B-myT\","
                + "\"event\":\"invoice\",\"data\":%s}}]";
        text = envelope.formatted('"' + "plain te".repeat(bytes / 8) + '"').getBytes(StandardCharsets.UTF_8);
        String item = "{\"sku\":\"a-17\",\"n\":12.5,\"ok\":true},";
        values = envelope.formatted("[" + item.repeat(Math.max(1, bytes / item.length())) + "null]")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public int plainText() {
        return scan(text);
    }

    @Benchmark
    public int smallValues() {
        return scan(values);
    }

    private int scan(byte[] json) {
        scanner.reset(json, 0, json.length);
        scanner.end();
        return scanner.position();
    }
}
