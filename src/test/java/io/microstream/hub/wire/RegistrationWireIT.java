package io.microstream.hub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawSocket;
import io.microstream.hub.testing.RawWebSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which names are given, and how the hub says no. Twins have names of their own in each test, since the hub remembers
 * for a minute who was displaced.
 */
class RegistrationWireIT extends WireTest {
    /** Long enough for a ping to be seen, short beside the time that its answer may take. */
    private static final Duration LOOK = Duration.ofMillis(20);

    @BetterThanTheOriginal
    @Test
    void duplicateNameIsRefusedInTheOriginalWordsAndAlone() {
        RawService owner = service("twin");
        RawService twin = newcomer("twin").send("40");

        owner.expectSignOfLifeWanted();

        twin.expect(duplicate("twin")).expectClosed();
        owner.expectNothing();
    }

    @BetterThanTheOriginal
    @Test
    void duplicateNameOverPollingIsRefusedInTheOriginalWordsAndAlone() {
        RawService owner = service("polling-twin");
        RawEngineClient twin = session("polling-twin");
        twin.expectPosted("40");

        owner.expectSignOfLifeWanted();

        String no = duplicate("polling-twin");
        assertThat(twin.poll().text()).isIn(no, no + "\u001e1", no + "\u001e6\u001e1");
        owner.expectNothing();
    }

    @Test
    void duplicateNameIsRefusedWithTheOriginalCode() {
        RawService owner = service("plain-twin");
        RawService twin = newcomer("plain-twin").send("40");

        Eventually.within(RawSocket.PATIENCE, () -> owner.isQuietFor(LOOK) && !twin.isQuietFor(LOOK));

        twin.expect(duplicate("plain-twin")).expectEnd();
        owner.expectNothing();
    }

    @BetterThanTheOriginal
    @ParameterizedTest
    @ValueSource(strings = {"", "serviceName=", "other=orders", "servicename=orders"})
    void missingNameIsRefusedForGood(String query) {
        expectRefused(query, "SERVICE_NAME_MISSING");
    }

    @BetterThanTheOriginal
    @ParameterizedTest
    @ValueSource(
            strings = {
                "serviceName=orders&serviceName=orders",
                "serviceName=a&serviceName=b",
                "serviceName=a%00b",
                "serviceName=a%0Ab",
                "serviceName=%7F",
                "serviceName=%C2%85",
            })
    void invalidNameIsRefusedForGood(String query) {
        expectRefused(query, "SERVICE_NAME_INVALID");
    }

    @BetterThanTheOriginal
    @Test
    void nameAboveTheLimitIsRefusedForGood() {
        expectRefused("serviceName=" + "x".repeat(257), "SERVICE_NAME_INVALID");
    }

    @BetterThanTheOriginal
    @Test
    void refusalOverPollingComesWithTheNextPoll() {
        RawEngineClient session = session("");
        session.expectPosted("40");

        assertThat(session.poll().text()).startsWith("44{\"message\":\"").contains("\"code\":\"SERVICE_NAME_MISSING\"");
    }

    @Test
    void nameAtTheLimitIsGiven() {
        service("x".repeat(256)).expectNothing();
    }

    @Test
    void nameIsDecodedAsUtf8() {
        RawWebSocket cafe = track(RawWebSocket.open(hub(), "serviceName=caf%C3%A9+x%20y"));
        assertThat(cafe.readText()).startsWith("0{");
        RawService service = track(RawService.websocket(cafe, "caf\u00e9 x y")).join();

        service("orders").request("caf\u00e9 x y", "{\"id\":\"r-1\"}");

        service.expectRequest("{\"id\":\"r-1\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__proto__",
                "constructor",
                "\ud83d\ude00",
                "a b",
                "a\"b\\c",
                "<script>",
                "../etc",
                "null",
                "undefined"
            })
    void anyOtherNameIsANameLikeAnother(String name) {
        RawService odd = service(name);
        RawService orders = service("orders");

        orders.request(name.replace("\\", "\\\\").replace("\"", "\\\""), "{\"id\":\"r-1\"}");

        odd.expectRequest("{\"id\":\"r-1\"}").respond("\"r-1\"", "1");
        orders.expectResponse("\"r-1\"", "1");
    }

    @Test
    void nameComesFromTheFirstRequestOfTheSession() {
        RawEngineClient session = session("orders");
        String target = session.target() + "&serviceName=other";

        assertThat(RawHttp.exchange(hub(), "POST", target, "40").line()).isEqualTo("200 ok");

        service("watcher").expectAway("other");
    }

    @Test
    void openSessionWithoutConnectHoldsNoName() {
        session("orders");

        service("orders").expectNothing();
    }

    private void expectRefused(String query, String code) {
        RawWebSocket webSocket = track(RawWebSocket.open(hub(), query));
        assertThat(webSocket.readText()).startsWith("0{");

        String refusal = webSocket.sendText("40").readText();

        assertThat(refusal)
                .startsWith("44{\"message\":\"")
                .contains("\"data\":{\"code\":\"" + code + "\",\"message\":\"");
        webSocket.expectClosed();
    }

    private static String duplicate(String name) {
        return "44{\"message\":\"DUPLICATE_SERVICE_REGISTRATION\",\"data\":"
                + "{\"code\":\"DUPLICATE_SERVICE_REGISTRATION\",\"message\":\"Duplicate Service Registration Name! "
                + "A service with the same name is already registered.\",\"errorData\":{\"serviceName\":\"" + name
                + "\"}}}";
    }
}
