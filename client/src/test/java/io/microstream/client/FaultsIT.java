package io.microstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.client.error.HubUnreachableException;
import io.microstream.client.error.RequestTimeoutException;
import io.microstream.client.testing.EchoService;
import io.microstream.client.testing.Eventually;
import io.microstream.client.testing.HubProcess;
import io.microstream.client.testing.Hubs;
import io.microstream.client.testing.Relay;
import io.microstream.client.testing.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong around a client: each call has one outcome all the same, and nothing is left behind. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FaultsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    static MicroStreamBuilder at(URI hub, String service) {
        return MicroStream.builder()
                .hub(hub)
                .service(service)
                .reconnect(Backoff.exponential(Duration.ofMillis(100), Duration.ofMillis(500))
                        .jitter(0.5));
    }

    @Test
    void everyCallHasOneOutcomeWhileTheHubIsKilledAndStartedAgain() {
        try (HubProcess hub = HubProcess.ours(Map.of()).awaitReady();
                MicroStream echo = at(hub.url(), "echo")
                        .onRequest("echo", Integer.class, (n, context) -> n)
                        .connect();
                MicroStream web = at(hub.url(), "web")
                        .timeout(Duration.ofSeconds(2))
                        .maxInFlight(100)
                        .connect()) {
            List<CompletableFuture<Integer>> calls = new ArrayList<>();
            AtomicInteger outcomes = new AtomicInteger();
            for (int n = 0; n < 3_000; n++) {
                if (n == 1_000) {
                    ClientContract.outcome(calls.get(500)); // some have an outcome, be it a timeout
                    hub.kill();
                }
                CompletableFuture<Integer> call =
                        web.call("echo", "echo").with(n).as(Integer.class);
                call.whenComplete((value, failure) -> outcomes.incrementAndGet());
                calls.add(call);
            }
            AtomicInteger handledLate = new AtomicInteger();
            echo.onRequest("never", Void.class, (none, context) -> handledLate.incrementAndGet());
            CompletableFuture<String> tooLate =
                    web.call("echo", "never").timeout(Duration.ofMillis(50)).as(String.class);
            hub.startAgain();

            assertThat(Eventually.holds(SOON, () -> outcomes.get() == calls.size()))
                    .isTrue();
            for (int n = 0; n < calls.size(); n++) {
                Throwable failure = ClientContract.outcome(calls.get(n));
                if (failure == null) {
                    assertThat(calls.get(n).join()).isEqualTo(n);
                } else {
                    assertThat(failure).isInstanceOf(RemoteException.class);
                }
            }
            assertThat(Eventually.holds(
                            SOON,
                            () -> echo.state() == ConnectionState.CONNECTED
                                    && web.state() == ConnectionState.CONNECTED))
                    .isTrue();
            assertThat(web.call("echo", "echo")
                            .with(7)
                            .timeout(SOON)
                            .as(Integer.class)
                            .join())
                    .isEqualTo(7);
            assertThat(ClientContract.outcome(tooLate)).isInstanceOf(RequestTimeoutException.class);
            assertThat(handledLate)
                    .as("a request whose deadline passed offline was sent")
                    .hasValue(0);
        }
    }

    @Test
    void callsOfAFrozenServiceEndWithTheirTimeoutAndItServesAgainOnceItThaws() throws Exception {
        String name = "frozen-" + ProcessHandle.current().pid();
        Process service = echoService(Hubs.ours(), name);
        try (MicroStream web = at(Hubs.ours(), "web-of-" + name).connect()) {
            assertThat(web.call(name, "echo").with("1").as(String.class).join()).isEqualTo("1");

            signal(service, "STOP");
            CompletableFuture<String> call = web.call(name, "echo")
                    .with("2")
                    .timeout(Duration.ofMillis(300))
                    .as(String.class);

            assertThat(ClientContract.outcome(call)).isInstanceOf(RequestTimeoutException.class);
            signal(service, "CONT");
            assertThat(web.call(name, "echo")
                            .with("3")
                            .timeout(SOON)
                            .as(String.class)
                            .join())
                    .isEqualTo("3");
        } finally {
            service.destroyForcibly();
        }
    }

    @Test
    void halfOpenConnectionIsNoticedAndReplaced() throws IOException {
        Map<String, String> quick = Map.of("MICROSTREAM_PING_INTERVAL", "1s", "MICROSTREAM_PING_TIMEOUT", "3s");
        try (HubProcess hub = HubProcess.ours(quick).awaitReady();
                Relay relay = new Relay(hub.port());
                MicroStream echo = at(hub.url(), "echo")
                        .onRequest("echo", Integer.class, (n, context) -> n)
                        .connect();
                MicroStream web = at(relay.url(), "web").connect()) {
            assertThat(Eventually.holds(SOON, () -> echoes(web, echo, 1))).isTrue();

            int before = relay.accepted();
            relay.swallow();
            assertThat(Eventually.holds(SOON, () -> relay.accepted() > before)).isTrue();

            assertThat(Eventually.holds(SOON, () -> echoes(web, echo, 2))).isTrue();
        }
    }

    /** With such short limits of silence a busy machine may cost either of them its connection for a while. */
    private static boolean echoes(MicroStream web, MicroStream echo, int number) {
        CompletableFuture<Integer> call = web.call(echo.service(), "echo")
                .with(number)
                .timeout(Duration.ofSeconds(3))
                .as(Integer.class);
        return ClientContract.outcome(call) == null && call.join() == number;
    }

    @Test
    void clientThatRetriesGetsTheNameOnceItIsFree() {
        MicroStream owner = at(Hubs.ours(), "wanted").connect();
        try (MicroStream newcomer =
                at(Hubs.ours(), "wanted").onNameTaken(NameTaken.RETRY).start()) {
            assertThat(Eventually.holds(SOON, () -> newcomer.state() == ConnectionState.OFFLINE))
                    .isTrue();

            owner.close();

            assertThat(Eventually.holds(SOON, () -> newcomer.state() == ConnectionState.CONNECTED))
                    .isTrue();
        }
    }

    @Test
    void hubThatIsNotThereIsToldAndLeavesNoThread() {
        MicroStreamBuilder nowhere =
                at(URI.create("http://127.0.0.1:9"), "nowhere").connectTimeout(Duration.ofMillis(500));

        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(nowhere::connect);

        assertThat(failure).isInstanceOf(HubUnreachableException.class);
        assertThat(Threads.leftOf("microstream-nowhere")).isEmpty();
    }

    @Test
    void callWithoutAConnectionFailsAtOnceWhereItShallNotWait() {
        try (MicroStream offline = at(URI.create("http://127.0.0.1:9"), "offline")
                .whenOffline(WhenUnable.FAIL)
                .start()) {
            assertThat(ClientContract.outcome(offline.call("x", "y").send()))
                    .isInstanceOf(HubUnreachableException.class);
        }
    }

    private static Process echoService(URI hub, String name) throws IOException {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoService.class.getName(),
                        hub.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new java.io.InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
        assertThat(said.readLine()).isEqualTo("serving as " + name);
        return service;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
