package io.microstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.client.error.EventNotFoundException;
import io.microstream.client.error.InternalServerErrorException;
import io.microstream.client.error.TargetServiceNotFoundException;
import io.microstream.client.testing.Eventually;
import io.microstream.client.testing.Hubs;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * This client and the unmodified JavaScript client, both ways, on our hub. Runs where {@code -Doriginal.client} names the
 * original's built folder.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OriginalClientIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String UNICODE = "caf\u00e9 \ud83d\ude00 \u2028 \u0000";

    private final String js = "js-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    private @Nullable Process process;
    private @Nullable MicroStream client;

    @BeforeEach
    void bothAreThere() throws IOException {
        Path folder = Hubs.originalClient();
        URI hub = Hubs.ours();
        process = new ProcessBuilder("node", "src/test/js/service.js", folder.toString(), hub.toString(), js)
                .inheritIO()
                .start();
        client = MicroStream.builder()
                .hub(hub)
                .service("java-of-" + js)
                .timeout(Duration.ofSeconds(10))
                .onRequest("echo", Object.class, (data, context) -> data)
                .onRequest("boom", Void.class, (none, context) -> {
                    throw new IllegalStateException("kaput");
                })
                .connect();
        assertThat(Eventually.holds(
                        SOON,
                        () -> ClientContract.outcome(
                                        java().call(js, "echo").with("there").as(String.class))
                                == null))
                .isTrue();
    }

    @AfterEach
    void bothGo() {
        if (client != null) {
            client.close();
        }
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private MicroStream java() {
        return java.util.Objects.requireNonNull(client);
    }

    @Test
    void valuesOfTheOriginalArrive() {
        Map<String, Object> data = Map.of("n", 1.5, "text", UNICODE, "list", java.util.List.of(true, "x"));

        JsonObject echoed =
                java().call(js, "echo").with(data).as(JsonObject.class).join();

        assertThat(echoed.getJsonNumber("n").doubleValue()).isEqualTo(1.5);
        assertThat(echoed.getString("text")).isEqualTo(UNICODE);
        assertThat(echoed.getJsonArray("list")).hasToString("[true,\"x\"]");
    }

    @Test
    void binaryDataOfTheOriginalArrive() {
        Map<?, ?> echoed = java().call(js, "echo")
                .with(Map.of("bytes", new byte[] {0, 1, -1}))
                .as(Map.class)
                .join();

        assertThat((byte[]) echoed.get("bytes")).containsExactly(0, 1, -1);
    }

    @Test
    void errorsOfTheOriginalHaveTheirClasses() {
        assertThat(ClientContract.outcome(java().call(js, "boom").send()))
                .isInstanceOf(InternalServerErrorException.class);
        assertThat(ClientContract.outcome(java().call(js, "nosuch").send())).isInstanceOf(EventNotFoundException.class);
        assertThat(ClientContract.outcome(java().call("nobody-" + js, "x").send()))
                .isInstanceOf(TargetServiceNotFoundException.class);
    }

    @Test
    void originalGetsOurValues() {
        JsonObject outcome = asked(Map.of("target", java().service(), "event", "echo", "data", Map.of("t", UNICODE)));

        assertThat(outcome.getJsonObject("value").getString("t")).isEqualTo(UNICODE);
    }

    @Test
    void originalGetsOurBinaryData() {
        Map<?, ?> outcome =
                askedAsMap(Map.of("target", java().service(), "event", "echo", "data", Map.of("b", new byte[] {5, 6})));

        assertThat(outcome.get("value")).usingRecursiveComparison().isEqualTo(Map.of("b", new byte[] {5, 6}));
    }

    @Test
    void originalGetsOurErrors() {
        assertThat(code(asked(Map.of("target", java().service(), "event", "boom"))))
                .isEqualTo("INTERNAL_SERVER_ERROR");
        assertThat(code(asked(Map.of("target", java().service(), "event", "nosuch"))))
                .isEqualTo("EVENT_NOT_FOUND");
    }

    @Test
    void originalGetsOurLateAnswer() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        java().onRequest("wait", Void.class, (none, context) -> answer);
        String key = java().call(js, "ask")
                .with(Map.of("target", java().service(), "event", "wait", "late", true))
                .as(String.class)
                .join();

        assertThat(Eventually.holds(SOON, () -> outcome(key).containsKey("failure")))
                .isTrue();
        assertThat(code(outcome(key))).isEqualTo("REQUEST_TIMEOUT");
        answer.complete("at last");

        assertThat(Eventually.holds(SOON, () -> outcome(key).containsKey("late")))
                .isTrue();
        assertThat(outcome(key).getJsonObject("late").getString("value")).isEqualTo("at last");
    }

    /** Lets the original ask, and waits for what came of it. */
    private JsonObject asked(Map<String, ?> question) {
        String key = java().call(js, "ask").with(question).as(String.class).join();
        assertThat(Eventually.holds(SOON, () -> !outcome(key).isEmpty())).isTrue();
        return outcome(key);
    }

    private Map<?, ?> askedAsMap(Map<String, ?> question) {
        String key = java().call(js, "ask").with(question).as(String.class).join();
        assertThat(Eventually.holds(SOON, () -> !outcomeAsMap(key).isEmpty())).isTrue();
        return outcomeAsMap(key);
    }

    private Map<?, ?> outcomeAsMap(String key) {
        return java().call(js, "outcome").with(key).as(Map.class).join();
    }

    private JsonObject outcome(String key) {
        return java().call(js, "outcome").with(key).as(JsonObject.class).join();
    }

    private static String code(JsonObject outcome) {
        return outcome.getJsonObject("failure").getString("code");
    }
}
