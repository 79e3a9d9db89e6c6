package io.microstream.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** Does several things at the same time, and waits for their end. */
public final class Together {
    private static final int LIMIT_SECONDS = 30;

    private Together() {}

    public static void together(Runnable... actions) {
        CyclicBarrier start = new CyclicBarrier(actions.length);
        List<CompletableFuture<Void>> ends =
                Arrays.stream(actions).map(action -> begin(action, start)).toList();
        for (CompletableFuture<Void> end : ends) {
            assertThat(end.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)).succeedsWithin(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static CompletableFuture<Void> begin(Runnable action, CyclicBarrier start) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                start.await();
                action.run();
                end.complete(null);
            } catch (InterruptedException | BrokenBarrierException | RuntimeException | Error failure) {
                end.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }
}
