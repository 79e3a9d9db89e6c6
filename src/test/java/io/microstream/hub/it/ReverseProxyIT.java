package io.microstream.hub.it;

import static io.microstream.hub.it.JavaService.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawSocket;
import io.microstream.hub.testing.RawWebSocket;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hub behind a real reverse proxy that it trusts, with the configuration that the documentation shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class ReverseProxyIT {
    private static final String CLIENT = "127.0.0.2";

    @SuppressWarnings("NullAway.Init")
    private HubProcess hub;

    @BeforeAll
    void start() {
        hub = HubProcess.start(Map.of("MICROSTREAM_TRUSTED_PROXIES", "127.0.0.1"));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void headerOfOneWhoIsNotTrustedIsNotBelieved() {
        join(hub, "impostor", "X-Forwarded-For: 9.9.9.9");

        awaitAddressOf("impostor", CLIENT);
    }

    @Nested
    class BehindNginx extends Behind {
        @Override
        ReverseProxy proxy() throws IOException, InterruptedException {
            return ReverseProxy.nginx(hub);
        }
    }

    @Nested
    class BehindHaproxy extends Behind {
        @Override
        ReverseProxy proxy() throws IOException, InterruptedException {
            return ReverseProxy.haproxy(hub);
        }
    }

    /** What has to go through a proxy, whichever. */
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract class Behind {
        private final String name = getClass().getSimpleName();

        @SuppressWarnings("NullAway.Init")
        private ReverseProxy proxy;

        abstract ReverseProxy proxy() throws IOException, InterruptedException;

        @BeforeAll
        void startProxy() throws IOException, InterruptedException {
            proxy = proxy();
        }

        @AfterAll
        void stopProxy() {
            if (proxy != null) { // the program may be missing
                proxy.close();
            }
        }

        @ParameterizedTest
        @EnumSource(Transports.class)
        void servicesTalk(Transports transports) {
            try (JavaService billing =
                            JavaService.answering(proxy.url(), "billing-" + transports, transports, data -> data);
                    JavaService orders = JavaService.open(proxy.url(), "orders-" + transports, transports)
                            .awaitConnected()) {

                assertThat(orders.ask(billing.name(), "r-1", json("total", 7)).optInt("total"))
                        .isEqualTo(7);
            }
        }

        @Test
        void addressIsTheServicesAndNotTheProxys() {
            join(proxy, "seen-" + name);

            awaitAddressOf("seen-" + name, CLIENT);
        }

        @Test
        void addressThatTheServiceInventsIsNotBelieved() {
            join(proxy, "invented-" + name, "X-Forwarded-For: 9.9.9.9", "Forwarded: for=8.8.8.8");

            awaitAddressOf("invented-" + name, CLIENT);
        }
    }

    /** Registers over a WebSocket that comes from {@link #CLIENT}, and hangs up. */
    private static void join(HubTarget target, String service, String... headers) {
        RawHttp http = RawHttp.over(RawSocket.from(CLIENT, target));
        RawWebSocket.handshake(http, "/socket.io/?EIO=4&transport=websocket&serviceName=" + service, headers);
        try (RawWebSocket webSocket = RawWebSocket.after(http)) {
            webSocket.readText();
            webSocket.sendText("40");
            assertThat(webSocket.readText()).startsWith("40{");
        }
    }

    private void awaitAddressOf(String service, String address) {
        Eventually.within(
                RawSocket.PATIENCE,
                () -> hub.output()
                        .lines()
                        .anyMatch(line -> line.contains("Registered service=" + service + " ")
                                && line.contains(" address=" + address)));
    }
}
