package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.RunningHub;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The unmodified JavaScript clients against the packaged hub; the scenarios are in {@code src/test/js}. */
@ExtendWith(RunningHub.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class JavaScriptClientIT {
    private static final Duration LIMIT = Duration.ofMinutes(7);

    @BeforeAll
    static void prepare() throws Exception {
        NodeScripts.requireNode();
        NodeScripts.install();
    }

    @ParameterizedTest(name = "{0} with transports: {1}")
    @CsvSource({
        "socket.io-client-4, default",
        "socket.io-client-4, websocket",
        "socket.io-client-4, polling",
        "socket.io-client-3, default",
        "socket.io-client-3, websocket",
        "socket.io-client-3, polling",
    })
    void everyScenarioPasses(String client, String transport, URI hub) throws Exception {
        NodeScripts.Outcome outcome = NodeScripts.run(LIMIT, "node", "run.js", client, transport, hub.toString());

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("ok ").doesNotContain("not ok ");
    }
}
