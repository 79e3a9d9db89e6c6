package io.microstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.client.error.ClientClosedException;
import io.microstream.client.error.ServiceBusyException;
import io.microstream.client.error.TooManyRequestsException;
import io.microstream.client.testing.Eventually;
import io.microstream.client.testing.Hubs;
import io.microstream.client.testing.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much a client does at once, and how it ends. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BoundsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void tenThousandCallsKeepTheBoundOfThoseInFlight() {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (MicroStream echo = FaultsIT.at(Hubs.ours(), "many-echo")
                        .maxConcurrent(1_000)
                        .onRequest("echo", Integer.class, (n, context) -> {
                            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                            return CompletableFuture.supplyAsync(
                                    () -> {
                                        atOnce.decrementAndGet();
                                        return n;
                                    },
                                    CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));
                        })
                        .connect();
                MicroStream web = FaultsIT.at(Hubs.ours(), "many-web")
                        .maxInFlight(50)
                        .timeout(Duration.ofSeconds(60))
                        .connect()) {
            List<CompletableFuture<Integer>> calls = new ArrayList<>();
            for (int n = 0; n < 10_000; n++) {
                calls.add(web.call(echo.service(), "echo").with(n).as(Integer.class));
            }

            for (int n = 0; n < calls.size(); n++) {
                assertThat(calls.get(n).join()).isEqualTo(n);
            }
            assertThat(most.get()).isBetween(2, 50);
        }
    }

    @Test
    void callBeyondTheBoundFailsAtOnceWhereItShallNotWait() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (MicroStream slow = FaultsIT.at(Hubs.ours(), "full-slow")
                        .onRequest("wait", Void.class, (none, context) -> answer)
                        .connect();
                MicroStream web = FaultsIT.at(Hubs.ours(), "full-web")
                        .maxInFlight(1)
                        .whenFull(WhenUnable.FAIL)
                        .connect()) {
            CompletableFuture<String> first = web.call(slow.service(), "wait").as(String.class);

            assertThat(ClientContract.outcome(web.call(slow.service(), "wait").as(String.class)))
                    .isInstanceOf(TooManyRequestsException.class);

            answer.complete("done");
            assertThat(first.join()).isEqualTo("done");
        }
    }

    @Test
    void serviceRefusesMoreThanItHandlesAtOnce() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (MicroStream slow = FaultsIT.at(Hubs.ours(), "busy-slow")
                        .maxConcurrent(1)
                        .onRequest("wait", Void.class, (none, context) -> answer)
                        .connect();
                MicroStream web = FaultsIT.at(Hubs.ours(), "busy-web").connect()) {
            CompletableFuture<String> first = web.call(slow.service(), "wait").as(String.class);

            assertThat(ClientContract.outcome(web.call(slow.service(), "wait").as(String.class)))
                    .isInstanceOf(ServiceBusyException.class);

            answer.complete("done");
            assertThat(first.join()).isEqualTo("done");
        }
    }

    @Test
    void closeLetsRunningHandlersFinishAndTakesNothingNew() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<String> answer = new CompletableFuture<>();
        MicroStream slow = FaultsIT.at(Hubs.ours(), "drain-slow")
                .onRequest("wait", Void.class, (none, context) -> {
                    running.countDown();
                    return answer;
                })
                .connect();
        try (MicroStream web = FaultsIT.at(Hubs.ours(), "drain-web").connect()) {
            CompletableFuture<String> first = web.call("drain-slow", "wait").as(String.class);
            running.await();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(slow::close);

            assertThat(Eventually.holds(
                            SOON,
                            () -> ClientContract.outcome(web.call("drain-slow", "wait")
                                            .timeout(Duration.ofMillis(500))
                                            .as(String.class))
                                    instanceof ServiceBusyException))
                    .isTrue();
            answer.complete("finished");

            assertThat(first.join()).isEqualTo("finished");
            closing.join();
            assertThat(ClientContract.outcome(slow.call("drain-web", "x").send()))
                    .isInstanceOf(ClientClosedException.class);
        }
    }

    @Test
    void noThreadIsLeftAfterClose() {
        try (MicroStream echo = FaultsIT.at(Hubs.ours(), "threads-echo")
                        .onRequest("echo", Integer.class, (n, context) -> n)
                        .connect();
                MicroStream web = FaultsIT.at(Hubs.ours(), "threads-web").connect()) {
            assertThat(web.call(echo.service(), "echo")
                            .with(1)
                            .as(Integer.class)
                            .join())
                    .isEqualTo(1);
            assertThat(Threads.named("microstream-threads-")).isNotEmpty();
        }

        assertThat(Threads.leftOf("microstream-threads-")).isEmpty();
    }

    @Test
    void callbackThatWouldWaitForeverIsToldSo() {
        CompletableFuture<Integer> answer = new CompletableFuture<>(); // not before the callbacks are there
        try (MicroStream self = FaultsIT.at(Hubs.ours(), "self")
                .onRequest("wait", Void.class, (none, context) -> answer)
                .onRequest("echo", Integer.class, (n, context) -> n)
                .connect()) {
            CompletableFuture<Integer> blocking = self.call("self", "wait")
                    .as(Integer.class)
                    .thenApply(n ->
                            self.call("self", "echo").with(n).as(Integer.class).join());
            CompletableFuture<Integer> composed = self.call("self", "wait")
                    .as(Integer.class)
                    .thenCompose(n -> self.call("self", "echo").with(n + 1).as(Integer.class));
            answer.complete(1);

            assertThat(ClientContract.outcome(blocking)).isInstanceOf(IllegalStateException.class);
            assertThat(composed.join()).isEqualTo(2);
        }
    }

    @Test
    void closeByAHandlerDoesNotWaitForItself() {
        CompletableFuture<ConnectionState> closed = new CompletableFuture<>();
        MicroStream self = FaultsIT.at(Hubs.ours(), "closes-itself").connect();
        self.onState((state, cause) -> {
            if (state == ConnectionState.CLOSED) {
                closed.complete(state);
            }
        });
        self.onRequest("stop", Void.class, (none, context) -> {
            self.close();
            return "bye";
        });

        assertThat(self.call("closes-itself", "stop").as(String.class).join()).isEqualTo("bye");
        assertThat(closed.join()).isEqualTo(ConnectionState.CLOSED);
    }
}
