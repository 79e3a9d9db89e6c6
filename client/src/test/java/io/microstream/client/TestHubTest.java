package io.microstream.client;

import io.microstream.client.junit.MicroStreamExtension;
import io.microstream.client.junit.TestHub;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on the test kit's hub, so that what passes there passes on the real one. */
@ExtendWith(MicroStreamExtension.class)
final class TestHubTest extends ClientContract {
    private URI hub = URI.create("http://127.0.0.1:9");

    @BeforeEach
    void use(TestHub started) {
        hub = started.url();
    }

    @Override
    URI hub() {
        return hub;
    }
}
