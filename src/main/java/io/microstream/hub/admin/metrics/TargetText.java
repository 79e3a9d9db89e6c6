package io.microstream.hub.admin.metrics;

import io.microstream.hub.routing.Outcome;
import io.microstream.hub.traffic.CallStats;
import io.microstream.hub.traffic.Traffic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What is told apart by target: the sums of the statistics at the moment of a scrape, as text. Owns nothing. */
final class TargetText {
    private static final String PREFIX = "microstream_hub_";
    private static final String DURATION = PREFIX + "request_duration_seconds";
    private static final byte[][] BUCKETS = buckets();

    private final TextFormat out;
    private final Map<String, TargetSums> byTarget = new TreeMap<>();

    private TargetText(TextFormat out, Traffic traffic) {
        this.out = out;
        for (CallStats call : traffic.calls()) {
            String target = TextFormat.escaped(traffic.targets().label(call.callee()));
            byTarget.computeIfAbsent(target, absent -> new TargetSums()).add(call);
        }
    }

    static void write(TextFormat out, Traffic traffic) {
        TargetText text = new TargetText(out, traffic);
        text.requests();
        text.durations();
        text.family(
                "request_bytes_total", "counter", "Bytes of payloads and attachments of requests", TargetSums::bytes);
        text.family("late_answers_total", "counter", "Answers that took longer than 5 s", TargetSums::late);
        text.family("target_requests_in_flight", "gauge", "Requests that wait for this target", TargetSums::inFlight);
    }

    private void requests() {
        String name = PREFIX + "requests_total";
        out.family(name, "counter", "Requests by target and outcome; those without an outcome yet are in flight");
        byTarget.forEach((target, sums) -> {
            for (Outcome outcome : Outcome.values()) {
                if (sums.ended(outcome) > 0) {
                    out.text(name + "{outcome=\"" + outcome.text() + "\",target=\"" + target + "\"} ")
                            .value(sums.ended(outcome));
                }
            }
        });
    }

    private void durations() {
        out.family(DURATION, "histogram", "From a request's arrival to its answer, as the hub sees it");
        byTarget.forEach((target, sums) -> {
            byte[] bucket = utf8(DURATION + "_bucket{target=\"" + target + "\",le=\"");
            long[] upTo = sums.durationsUpTo();
            for (int i = 0; i < upTo.length; i++) {
                out.bytes(bucket).bytes(BUCKETS[i]).value(upTo[i]);
            }
            out.text(DURATION + "_count{target=\"" + target + "\"} ").value(upTo[upTo.length - 1]);
            out.text(DURATION + "_sum{target=\"" + target + "\"} ").millionths(sums.durationMicros());
        });
    }

    private void family(String name, String type, String help, ToLongFunction<TargetSums> value) {
        out.family(PREFIX + name, type, help);
        byTarget.forEach((target, sums) ->
                out.text(PREFIX + name + "{target=\"" + target + "\"} ").value(value.applyAsLong(sums)));
    }

    private static byte[][] buckets() {
        byte[][] ends = new byte[TargetSums.BOUNDS_SECONDS.length][];
        for (int i = 0; i < ends.length; i++) {
            double bound = TargetSums.BOUNDS_SECONDS[i];
            ends[i] = utf8((Double.isInfinite(bound) ? "+Inf" : String.valueOf(bound)) + "\"} ");
        }
        return ends;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
