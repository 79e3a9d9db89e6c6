package io.microstream.hub.it;

import static io.microstream.hub.it.JavaService.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.RawHttp;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The unchanged WAR under a context root that the operator has chosen, as the page on servers shows it. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class OtherContextRootIT {
    private static final String ROOT = "/messaging";

    @SuppressWarnings("NullAway.Init")
    private static HubProcess hub;

    @BeforeAll
    static void start() {
        hub = HubProcess.startUnder(ROOT, Map.of());
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Transports.class)
    void servicesTalkWhoseClientsKnowThePath(Transports transports) {
        URI below = hub.url().resolve(ROOT);
        try (JavaService billing = JavaService.answering(below, "billing-" + transports, transports, data -> data);
                JavaService orders = JavaService.open(below, "orders-" + transports, transports)
                        .awaitConnected()) {

            assertThat(orders.ask(billing.name(), "r-1", json("total", 7)).optInt("total"))
                    .isEqualTo(7);
        }
    }

    @Test
    void consoleStandsBelowItToo() {
        HttpAnswer console = RawHttp.get(hub, ROOT + "/admin/", "Accept: text/html");
        HttpAnswer login = RawHttp.get(hub, ROOT + "/admin/login", "Accept: text/html");

        assertThat(console.status()).isEqualTo(302);
        assertThat(console.header("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(ROOT + "/admin/login"));
        assertThat(login.line()).startsWith("200 ").contains("<form");
    }

    @Test
    void rootIsTheServersOwn() {
        assertThat(RawHttp.get(hub, "/socket.io/?EIO=4&transport=polling").status())
                .isEqualTo(404);
    }
}
