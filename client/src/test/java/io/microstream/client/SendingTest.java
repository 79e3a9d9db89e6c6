package io.microstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.client.error.RequestTimeoutException;
import io.microstream.client.junit.MicroStreamExtension;
import io.microstream.client.testing.MuteHub;
import io.microstream.client.testing.Threads;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls on threads of all kinds, and a hub that takes nothing more. */
@ExtendWith(MicroStreamExtension.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SendingTest {
    /** What a type may do with what it is given. */
    public record Even(int number) {
        public Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException("odd");
            }
        }
    }

    private static MicroStreamBuilder self(URI hub) {
        return MicroStream.builder()
                .hub(hub)
                .service("self")
                .onRequest("echo", Object.class, (data, context) -> data)
                .onRequest("never", Void.class, (none, context) -> new CompletableFuture<>());
    }

    /** A client that knows it is registered: until then its calls wait. */
    private static MicroStream connected(MuteHub hub, MicroStreamBuilder builder) throws Exception {
        CompletableFuture<MicroStream> connecting = CompletableFuture.supplyAsync(builder.hub(hub.url())::connect);
        hub.accept();
        return connecting.join();
    }

    @Test
    void callerWaitsForNoHubThatDoesNotRead() throws Exception {
        String large = "x".repeat(200_000);
        try (MuteHub hub = new MuteHub();
                MicroStream client = connected(
                        hub,
                        MicroStream.builder()
                                .service("mute")
                                .drain(Duration.ZERO)
                                .heartbeat(Duration.ofMinutes(5))
                                .timeout(Duration.ofSeconds(5)))) {
            List<CompletableFuture<Void>> calls = new ArrayList<>();
            for (int n = 0; n < 100; n++) { // 20 MB, more than two sockets hold
                calls.add(client.call("x", "n" + n).with(large).send());
            }

            for (CompletableFuture<Void> call : calls) {
                assertThat(ClientContract.outcome(call)).isInstanceOf(RequestTimeoutException.class);
            }
            assertThat(hub.next()).isEqualTo(io.microstream.client.internal.PacketWriter.CONNECT);
            for (int n = 0; n < 100; n++) {
                assertThat(hub.next())
                        .startsWith("42[\"request\",{\"targetService\":\"x\"")
                        .contains("\"event\":\"n" + n + "\"")
                        .endsWith(large + "\"}}]");
            }
        }
        assertThat(Threads.leftOf("microstream-mute")).isEmpty();
    }

    /** The connection comes about while the calls are made: some wait for it, the others do not. */
    @Test
    void callsOfOneThreadKeepTheirOrder() throws Exception {
        try (MuteHub hub = new MuteHub();
                MicroStream client = MicroStream.builder()
                        .hub(hub.url())
                        .service("orderly")
                        .drain(Duration.ZERO)
                        .heartbeat(Duration.ofMinutes(5))
                        .timeout(Duration.ofMinutes(1))
                        .maxInFlight(100_000)
                        .start()) {
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Integer> calling = CompletableFuture.supplyAsync(() -> {
                int calls = 0;
                while (!enough.get()) {
                    client.call("x", "n" + calls++).send();
                }
                return calls;
            });
            hub.accept();
            assertThat(hub.next()).isEqualTo(io.microstream.client.internal.PacketWriter.CONNECT);
            for (int n = 0; n < 500; n++) {
                assertThat(hub.next()).contains("\"event\":\"n" + n + "\"");
            }
            enough.set(true);
            int calls = calling.join();
            for (int n = 500; n < calls; n++) {
                assertThat(hub.next()).contains("\"event\":\"n" + n + "\"");
            }
        }
    }

    @Test
    void closeDoesNotWaitLongForAHubThatDoesNotRead() throws Exception {
        try (MuteHub hub = new MuteHub()) {
            MicroStream client =
                    connected(hub, MicroStream.builder().service("stuck").drain(Duration.ZERO));
            CompletableFuture<Void> call =
                    client.call("x", "y").with("x".repeat(20_000_000)).send();

            client.close();

            assertThat(call).isCompletedExceptionally();
            assertThat(Threads.leftOf("microstream-stuck")).isEmpty();
        }
    }

    @Test
    void interruptedCallerCutsNoConnection(URI hub) {
        try (MicroStream self = self(hub).connect()) {
            Thread.currentThread().interrupt();
            CompletableFuture<String> call = self.call("self", "echo").with("a").as(String.class);
            boolean interrupted = Thread.interrupted();

            assertThat(call.join()).isEqualTo("a");
            assertThat(interrupted).isTrue();
            assertThat(self.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void callbackThatLeavesAnInterruptBehindCutsNoConnection(URI hub) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (MicroStream self = self(hub).connect()) {
            self.onRequest("wait", Void.class, (none, context) -> answer);
            CompletableFuture<Void> left = self.call("self", "wait")
                    .send()
                    .thenRun(() -> Thread.currentThread().interrupt());
            answer.complete("now");
            left.join();

            assertThat(self.call("self", "echo").with("b").as(String.class).join())
                    .isEqualTo("b");
        }
    }

    @Test
    void callsOfManyThreadsArriveWhole(URI hub) throws InterruptedException {
        try (MicroStream self = self(hub).maxConcurrent(10_000).connect()) {
            List<CompletableFuture<byte[]>> calls = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                byte[] bytes = new byte[200 * t];
                Thread thread = new Thread(() -> {
                    for (int n = 0; n < 100; n++) {
                        CompletableFuture<byte[]> call = self.call("self", "echo")
                                .with(bytes)
                                .timeout(Duration.ofMinutes(1))
                                .as(byte[].class);
                        synchronized (calls) {
                            calls.add(call.thenApply(answer -> {
                                assertThat(answer).isEqualTo(bytes);
                                return answer;
                            }));
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(calls).hasSize(800).allSatisfy(CompletableFuture::join);
        }
    }

    @Test
    void shortTimeoutIsKeptBehindALongOne(URI hub) {
        try (MicroStream self =
                self(hub).drain(Duration.ZERO).timeout(Duration.ofMinutes(10)).connect()) {
            CompletableFuture<Void> longOne = self.call("self", "never").send();
            CompletableFuture<Void> shortOne =
                    self.call("self", "never").timeout(Duration.ofMillis(100)).send();

            assertThat(ClientContract.outcome(shortOne)).isInstanceOf(RequestTimeoutException.class);
            assertThat(longOne).isNotDone();
        }
    }

    @Test
    void callbackOfATimeoutMustNotWaitEither(URI hub) {
        try (MicroStream self = self(hub).drain(Duration.ZERO).connect()) {
            CompletableFuture<Void> blocking = self.call("self", "never")
                    .timeout(Duration.ofSeconds(1)) // the callback has to be there before it ends
                    .onLateAnswer(late -> {}) // the hub would end it first
                    .send()
                    .exceptionally(timeout -> self.call("self", "never").send().join());

            assertThat(ClientContract.outcome(blocking)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void answerThatItsTypeRefusesIsAnOutcome(URI hub) {
        try (MicroStream self = self(hub).connect()) {
            assertThat(ClientContract.outcome(
                            self.call("self", "echo").with(new Even(2)).as(Even.class)))
                    .isNull();
            assertThat(ClientContract.outcome(self.call("self", "echo")
                            .with(java.util.Map.of("number", 3))
                            .as(Even.class)))
                    .hasStackTraceContaining("odd");
            assertThat(ClientContract.outcome(self.call("self", "echo")
                            .with(java.util.Map.of("num", "no number"))
                            .as(byte[].class)))
                    .isNotNull();
        }
    }

    @Test
    void futureHasItsOutcomeAlsoWhereItsExecutorHasNoRoom(URI hub) {
        try (MicroStream self = self(hub)
                .completions(task -> {
                    throw new RejectedExecutionException("no room");
                })
                .connect()) {
            assertThat(self.call("self", "echo").with("a").as(String.class).join())
                    .isEqualTo("a");
        }
    }
}
