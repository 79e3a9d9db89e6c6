package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.OfTheUberJar;
import io.microstream.hub.testing.ProcessProbe;
import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawWebSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The WAR comes to a server that goes on, and leaves it again with its peers connected. */
@OfTheUberJar
@Timeout(900)
class RedeploymentIT {
    private static final int ROUNDS = 3;

    /** Its workers let go of their last task when they take the next one. */
    private static final Duration SERVER_TIDIES_UP = Duration.ofSeconds(30);

    /** There is one for each class loader that has loaded the hub, for as long as the loader is there. */
    private static final String ONE_FOR_EACH_LOADER = "[Lio.microstream.hub.routing.HubEvent;";

    /**
     * The first one: the worker of the server's default scheduled executor is made when the first application schedules
     * something, and as every Java thread it keeps the access control context in which it was made. It is the server's
     * and lives as long. The loaders of all later deployments are free.
     */
    private static final int KEPT_BY_THE_SERVER = 1;

    @Test
    void undeploymentLeavesNoConnectionThreadTimerOrClassLoader() throws Exception {
        assumeTrue(ProcessProbe.tellsFigures(), "figures as on Linux");
        try (DeployingServer server = DeployingServer.start()) {
            for (int round = 1; round <= ROUNDS; round++) {
                server.deploy();
                RawWebSocket orders = joined(server, "orders");
                RawEngineClient billing =
                        RawEngineClient.open(server, "serviceName=billing").join();
                RawHttp poll = billing.beginPoll();

                server.undeploy();

                orders.expectEnd();
                assertThat(poll.answer().line()).isEqualTo("200 1");
                assertThat(server.output().split("MicroStream Hub has stopped", -1))
                        .as("hubs that have stopped, all of their parts")
                        .hasSize(round + 1);
                Eventually.within(
                        SERVER_TIDIES_UP,
                        () -> server.probe().threadNames().stream().noneMatch(name -> name.startsWith("microstream-")));
                orders.close();
                billing.close();
                assertThat(Eventually.holdsWithin(SERVER_TIDIES_UP, () -> loaders(server) <= KEPT_BY_THE_SERVER))
                        .as("no class loader is left of deployment %d", round)
                        .isTrue();
            }
        }
    }

    private static long loaders(DeployingServer server) {
        return server.probe().instances(ONE_FOR_EACH_LOADER);
    }

    private static RawWebSocket joined(DeployingServer server, String name) {
        RawWebSocket webSocket = RawWebSocket.open(server, "serviceName=" + name);
        assertThat(webSocket.readText()).startsWith("0{");
        webSocket.sendText("40");
        assertThat(webSocket.readText()).startsWith("40{");
        return webSocket;
    }
}
