package io.microstream.hub.it;

import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.LiveService;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Two services that keep asking and answering, one request after another, while the hub has other worries. */
final class SteadyPair implements AutoCloseable {
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final LiveService target;
    private final LiveService asker;
    private final String targetName;
    private volatile CountDownLatch samples = new CountDownLatch(0);
    private volatile boolean running = true;
    private long askedAt;
    private int asked;

    SteadyPair(HubTarget hub, String name) {
        targetName = name + "-target";
        target = LiveService.answering(hub, targetName);
        asker = LiveService.join(hub, name + "-asker", this::onResponse);
        ask();
    }

    /** The median of so many round trips, in microseconds, counted from now. */
    long medianMicros(int count) throws InterruptedException {
        nanos.clear();
        samples = new CountDownLatch(count);
        if (!samples.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("Only " + (count - samples.getCount()) + " answers within 30 s");
        }
        return medianMicros();
    }

    /** The median of all round trips since the last call of {@link #medianMicros(int)}, in microseconds. */
    long medianMicros() {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.isEmpty() ? Long.MAX_VALUE : TimeUnit.NANOSECONDS.toMicros(sorted.get(sorted.size() / 2));
    }

    /** Forgets the round trips so far. */
    void startOver() {
        nanos.clear();
    }

    int count() {
        return nanos.size();
    }

    boolean hasEnded() {
        return asker.hasEnded() || target.hasEnded();
    }

    private void ask() {
        askedAt = System.nanoTime();
        asker.send("42[\"request\",{\"targetService\":\"" + targetName + "\",\"payload\":{\"id\":\"" + asked++
                + "\",\"event\":\"test\",\"data\":1}}]");
    }

    private void onResponse(String packet) {
        if (packet.contains("\"response\":true")) {
            nanos.add(System.nanoTime() - askedAt);
            samples.countDown();
        }
        if (running) {
            ask();
        }
    }

    @Override
    public void close() {
        running = false;
        asker.close();
        target.close();
    }
}
