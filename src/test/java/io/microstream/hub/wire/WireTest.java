package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HubCounts;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawSocket;
import io.microstream.hub.testing.RawWebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that does to the hub whatever it wants. After each, all its peers hang up, two fresh services have an ordinary
 * conversation, and the hub's counts are back where they were.
 */
@ExtendWith(Hubs.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class WireTest {
    /** The media type of a poll's answer, as this server writes it. */
    static final String TEXT = HubProcess.ON_WILDFLY ? "text/plain;charset=UTF-8" : "text/plain; charset=UTF-8";

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private final Deque<Runnable> goodbyes = new ArrayDeque<>();
    private HubTarget hub = () -> URI.create("http://127.0.0.1:9");
    private Optional<HubCounts> before = Optional.empty();

    void use(HubTarget target) {
        hub = target;
    }

    /** Skips a test where the hub runs on the endpoint of Payara, which reads these frames before the hub can. */
    static void skipOnPayarasEndpoint(String why) {
        Assumptions.assumeTrue(HubProcess.ON_WILDFLY || !HubProcess.LANE.equals("endpoint"), why);
    }

    /** The settings of the hub that the tests of this class need. */
    Map<String, String> settings() {
        return Hubs.ORDINARY;
    }

    HubTarget hub() {
        return hub;
    }

    /** A service that is registered, over a WebSocket. */
    RawService service(String name) {
        return track(RawService.websocket(hub, name)).join();
    }

    /** A service that is registered, over long-polling. */
    RawService pollingService(String name) {
        return track(RawService.polling(hub, name)).join();
    }

    /** A WebSocket that has not joined yet. */
    RawService newcomer(String name) {
        return track(RawService.websocket(hub, name));
    }

    /** A polling session that has not joined yet. */
    RawService pollingNewcomer(String name) {
        return track(RawService.polling(hub, name));
    }

    RawEngineClient session(String name) {
        RawEngineClient session = RawEngineClient.open(hub, "serviceName=" + name);
        goodbyes.push(session::leave);
        return session;
    }

    RawWebSocket webSocket(String name) {
        return track(RawWebSocket.open(hub, "serviceName=" + name));
    }

    RawHttp http() {
        RawHttp http = RawHttp.to(hub);
        goodbyes.push(http::close);
        return http;
    }

    RawSocket socket() {
        RawSocket socket = RawSocket.to(hub);
        goodbyes.push(socket::close);
        return socket;
    }

    /** What is tracked says goodbye at the end of the test. */
    RawService track(RawService service) {
        goodbyes.push(service::leave);
        return service;
    }

    RawWebSocket track(RawWebSocket webSocket) {
        goodbyes.push(webSocket::close);
        return webSocket;
    }

    @BeforeEach
    final void count() {
        before = HubCounts.of(hub);
    }

    @AfterEach
    final void nobodyElseHasNoticed() {
        while (!goodbyes.isEmpty()) {
            goodbyes.pop().run();
        }
        before.ifPresent(this::awaitCounts);
        twoFreshServicesTalk();
        before.ifPresent(this::awaitCounts);
    }

    private void twoFreshServicesTalk() {
        try (RawService asker = RawService.websocket(hub, "fresh-asker");
                RawService answerer = RawService.websocket(hub, "fresh-answerer")) {
            talk(asker.join(), answerer.join());
        }
    }

    private static void talk(RawService asker, RawService answerer) {
        asker.request("fresh-answerer", "{\"id\":\"r-1\",\"event\":\"ping\",\"data\":{\"n\":1}}");
        answerer.expectRequest("{\"id\":\"r-1\",\"event\":\"ping\",\"data\":{\"n\":1}}");
        answerer.respond("\"r-1\"", "{\"pong\":1}");
        asker.expectResponse("\"r-1\"", "{\"pong\":1}");

        asker.leave();
        answerer.leave();
    }

    private void awaitCounts(HubCounts counts) {
        if (!Eventually.holdsWithin(RECOVERY, () -> HubCounts.of(hub).equals(Optional.of(counts)))) {
            assertThat(HubCounts.of(hub)).as("what the hub holds").contains(counts);
        }
    }
}
