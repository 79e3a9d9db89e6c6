package io.microstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.client.testing.Hubs;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The contract on our hub, and what only our hub can do. */
final class OurHubIT extends ClientContract {
    @Override
    URI hub() {
        return Hubs.ours();
    }

    @Test
    void handlerSeesHowMuchTimeItsAskerHasLeft() {
        MicroStream slow = service("slow");
        CompletableFuture<Optional<Duration>> seen = new CompletableFuture<>();
        slow.onRequest("when", Void.class, (none, context) -> seen.complete(context.timeLeft()));

        service("web")
                .call(slow.service(), "when")
                .timeout(Duration.ofSeconds(7))
                .send()
                .join();

        assertThat(seen.join().orElseThrow()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    }

    @Test
    void answerWithoutAValueIsNull() {
        MicroStream echo = service("echo");
        echo.onRequest("nothing", Void.class, (none, context) -> null);

        assertThat(service("web")
                        .call(echo.service(), "nothing")
                        .as(String.class)
                        .join())
                .isNull();
    }
}
