package io.microstream.hub.admin.metrics;

import io.microstream.hub.routing.Outcome;
import io.microstream.hub.traffic.CallStats;
import io.microstream.hub.traffic.Traffic;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.TreeMap;

/** What is told apart by target: the sums of the statistics at the moment of a scrape. Owns nothing. */
final class TargetCollector implements MultiCollector {
    private final Traffic traffic;

    TargetCollector(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public MetricSnapshots collect() {
        Map<String, TargetSums> byTarget = new TreeMap<>();
        for (CallStats call : traffic.calls()) {
            byTarget.computeIfAbsent(traffic.targets().label(call.callee()), absent -> new TargetSums())
                    .add(call);
        }
        CounterSnapshot.Builder requests = CounterSnapshot.builder()
                .name("microstream_hub_requests")
                .help("Requests by target and outcome; those without an outcome yet are in flight");
        CounterSnapshot.Builder bytes = CounterSnapshot.builder()
                .name("microstream_hub_request_bytes")
                .help("Bytes of payloads and attachments of requests");
        CounterSnapshot.Builder late = CounterSnapshot.builder()
                .name("microstream_hub_late_answers")
                .help("Answers that took longer than 5 s");
        GaugeSnapshot.Builder inFlight = GaugeSnapshot.builder()
                .name("microstream_hub_target_requests_in_flight")
                .help("Requests that wait for this target");
        HistogramSnapshot.Builder durations = HistogramSnapshot.builder()
                .name("microstream_hub_request_duration_seconds")
                .help("From a request's arrival to its answer, as the hub sees it");
        byTarget.forEach((target, sums) -> {
            Labels labels = Labels.of("target", target);
            for (Outcome outcome : Outcome.values()) {
                if (sums.ended(outcome) > 0) {
                    requests.dataPoint(
                            counter(Labels.of("outcome", outcome.text(), "target", target), sums.ended(outcome)));
                }
            }
            bytes.dataPoint(counter(labels, sums.bytes()));
            late.dataPoint(counter(labels, sums.late()));
            inFlight.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(sums.inFlight())
                    .build());
            durations.dataPoint(HistogramDataPointSnapshot.builder()
                    .labels(labels)
                    .classicHistogramBuckets(
                            ClassicHistogramBuckets.of(TargetSums.BOUNDS_SECONDS, sums.durationCounts()))
                    .sum(sums.durationSeconds())
                    .build());
        });
        return MetricSnapshots.of(requests.build(), bytes.build(), late.build(), inFlight.build(), durations.build());
    }

    private static CounterDataPointSnapshot counter(Labels labels, long value) {
        return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
    }
}
