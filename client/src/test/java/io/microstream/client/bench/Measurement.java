package io.microstream.client.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What askers saw in some time: calls per second, and the median and 99th percentile of their latency in microseconds. */
record Measurement(double perSecond, double median, double p99) {
    private static final int MOST_SAMPLES = 2_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Lets each asker ask on a thread of its own.
     *
     * @param inFlight so many calls of each asker are open at a time
     */
    static Measurement of(Collection<Asker> askers, int inFlight, Duration time) throws InterruptedException {
        AtomicLong answered = new AtomicLong();
        long[] samples = new long[MOST_SAMPLES];
        long begin = System.nanoTime();
        CountDownLatch done = new CountDownLatch(askers.size());
        for (Asker asker : askers) {
            Thread thread = new Thread(() -> {
                ask(asker, inFlight, begin + time.toNanos(), answered, samples);
                done.countDown();
            });
            thread.setDaemon(true);
            thread.start();
        }
        if (!done.await(time.plus(PATIENCE).toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("calls were not answered");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] taken = Arrays.copyOf(samples, (int) Math.min(answered.get(), samples.length));
        Arrays.sort(taken);
        return new Measurement(
                answered.get() / seconds, taken[taken.length / 2] / 1e3, taken[(int) (taken.length * 0.99)] / 1e3);
    }

    private static void ask(Asker asker, int inFlight, long end, AtomicLong answered, long[] samples) {
        Semaphore room = new Semaphore(inFlight);
        int number = 0;
        while (System.nanoTime() - end < 0) {
            room.acquireUninterruptibly();
            long asked = System.nanoTime();
            asker.ask(number++).whenComplete((value, failure) -> {
                if (failure == null) {
                    samples[(int) (answered.getAndIncrement() % samples.length)] = System.nanoTime() - asked;
                }
                room.release();
            });
        }
        room.acquireUninterruptibly(inFlight);
    }
}
