package io.microstream.client.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.client.MicroStream;
import io.microstream.client.MicroStreamBuilder;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test kit, as a team would use it. */
@ExtendWith(MicroStreamExtension.class)
@Timeout(30)
final class MicroStreamExtensionTest {
    @Test
    void serviceIsTestedAgainstAHubInThisJvm(MicroStreamBuilder builder, URI hub) {
        try (MicroStream greeter = builder.service("greeter")
                        .onRequest("greet", String.class, (name, context) -> "Hello " + name)
                        .connect();
                MicroStream test =
                        MicroStream.builder().hub(hub).service("test").connect()) {
            String greeting = test.call(greeter.service(), "greet")
                    .with("Ann")
                    .as(String.class)
                    .join();

            assertThat(greeting).isEqualTo("Hello Ann");
        }
    }

    @Test
    void hubOfTheTestStartsInAboutASecond() {
        long begin = System.nanoTime();

        TestHub.start().close();

        // Tens of milliseconds on a quiet machine; the limit is for a busy one.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }
}
