package io.microstream.hub.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Defaults;
import io.microstream.hub.testing.FakeRequest;
import io.microstream.hub.testing.HandMovedTime;
import io.microstream.hub.testing.RecordingListener;
import io.microstream.hub.testing.RecordingTransport;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeCheckTest {
    private static final String POLL = "EIO=4&transport=polling";
    private static final String WEBSOCKET = "EIO=4&transport=websocket";
    private static final String NOTHING = "";

    private final EngineSessions sessions =
            new EngineSessions(Defaults.engine(), new HandMovedTime().timers(), session -> new RecordingListener());
    private final EngineSession polling = sessions.open(Defaults.handshake(), RecordingTransport::new);

    @ParameterizedTest
    @CsvSource({
        "GET, EIO=4&transport=polling, ''",
        "GET, EIO=4&transport=polling&b64=1&t=x, ''",
        "GET, EIO=4&transport=abc, 0 Transport unknown",
        "GET, EIO=4, 0 Transport unknown",
        "GET, '', 0 Transport unknown",
        "GET, EIO=4&transport=webtransport, 0 Transport unknown",
        "GET, EIO=4&transport=polling&transport=polling, 0 Transport unknown",
        "GET, EIO=3&transport=abc, 0 Transport unknown",
        "POST, EIO=4&transport=polling, 2 Bad handshake method",
        "PUT, EIO=4&transport=polling, 2 Bad handshake method",
        "DELETE, EIO=4&transport=polling, 2 Bad handshake method",
        "HEAD, EIO=4&transport=polling, 2 Bad handshake method",
        "POST, EIO=3&transport=polling, 2 Bad handshake method",
        "GET, EIO=4&transport=websocket, 3 Bad request",
        "GET, transport=polling, 5 Unsupported protocol version",
        "GET, EIO=3&transport=polling, 5 Unsupported protocol version",
        "GET, EIO=5&transport=polling, 5 Unsupported protocol version",
        "GET, EIO=abc&transport=polling, 5 Unsupported protocol version",
        "GET, EIO=4&EIO=4&transport=polling, 5 Unsupported protocol version",
    })
    void firstRequestIsCheckedInTheOrderOfTheOriginal(String method, String query, String error) {
        assertThat(error(FakeRequest.of(method), query)).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void requestWithAnUnknownSidIsRefused(String method) {
        String error = error(FakeRequest.of(method), POLL + "&sid=nobody", Optional.empty());

        assertThat(error).isEqualTo("1 Session ID unknown");
    }

    @Test
    void emptySidNamesNoSession() {
        assertThat(error(FakeRequest.of("GET"), POLL + "&sid=", Optional.empty()))
                .isEqualTo(NOTHING);
        assertThat(error(FakeRequest.of("POST"), POLL + "&sid=", Optional.empty()))
                .isEqualTo("2 Bad handshake method");
        assertThat(error(FakeRequest.of("GET"), POLL + "&sid=&sid=", Optional.empty()))
                .isEqualTo("1 Session ID unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "HEAD"})
    void requestOfAKnownSessionPassesWithAnyMethod(String method) {
        String error = error(FakeRequest.of(method), POLL + "&sid=known", Optional.of(polling));

        assertThat(error).isEqualTo(NOTHING);
    }

    @Test
    void versionOfTheProtocolIsCheckedAtTheFirstRequestOnly() {
        String error = error(FakeRequest.of("GET"), "EIO=3&transport=polling&sid=known", Optional.of(polling));

        assertThat(error).isEqualTo(NOTHING);
    }

    @Test
    void requestOverAnotherTransportThanTheSessionsIsRefused() {
        String error = error(FakeRequest.of("GET"), WEBSOCKET + "&sid=known", Optional.of(polling));

        assertThat(error).isEqualTo("3 Bad request");
    }

    @Test
    void upgradeOfAPollingSessionPasses() {
        String error = error(FakeRequest.upgrade(), WEBSOCKET + "&sid=known", Optional.of(polling));

        assertThat(error).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBSOCKET, POLL}) // with polling it is opened and closed at once, as in the original
    void webSocketFromTheStartPasses(String query) {
        assertThat(error(FakeRequest.upgrade(), query)).isEqualTo(NOTHING);
    }

    static Stream<Arguments> soundUpgrades() {
        return Stream.of(
                Arguments.of(FakeRequest.upgrade().header("Upgrade", "WebSocket")),
                Arguments.of(FakeRequest.upgrade().header("Connection", "keep-alive, upgrade")));
    }

    @ParameterizedTest
    @MethodSource("soundUpgrades")
    void soundUpgradePasses(FakeRequest request) {
        assertThat(error(request, WEBSOCKET)).isEqualTo(NOTHING);
    }

    static Stream<Arguments> faultyUpgrades() {
        return Stream.of(
                Arguments.of(FakeRequest.upgrade().protocol("HTTP/1.0")),
                Arguments.of(FakeRequest.upgrade().protocol("HTTP/2.0")),
                Arguments.of(FakeRequest.upgrade().without("Connection")),
                Arguments.of(FakeRequest.upgrade().header("Connection", "keep-alive, not-upgrade")),
                Arguments.of(FakeRequest.upgrade().without("Sec-WebSocket-Version")),
                Arguments.of(FakeRequest.upgrade().header("Sec-WebSocket-Version", "8")),
                Arguments.of(FakeRequest.upgrade().without("Sec-WebSocket-Key")),
                Arguments.of(FakeRequest.upgrade().header("Sec-WebSocket-Key", "")),
                Arguments.of(FakeRequest.upgrade().header("Sec-WebSocket-Key", "c2hvcnQ=")),
                Arguments.of(FakeRequest.upgrade().header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZSE=")),
                Arguments.of(FakeRequest.upgrade().header("Sec-WebSocket-Key", "%%%%%%%%%%%%%%%%%%%%%%%%")));
    }

    @ParameterizedTest
    @MethodSource("faultyUpgrades")
    void faultyUpgradeIsRefusedBeforeAny101(FakeRequest request) {
        assertThat(error(request, WEBSOCKET)).isEqualTo("3 Bad request");
    }

    @Test
    void foreignWordForAnErrorComesBeforeTheFaultOfTheUpgrade() {
        FakeRequest request = FakeRequest.upgrade().without("Sec-WebSocket-Key");

        assertThat(error(request, "EIO=3&transport=websocket")).isEqualTo("5 Unsupported protocol version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example\u0001", "a\u007f", "\u0000"})
    void originWithAControlCharacterIsRefused(String origin) {
        FakeRequest request = FakeRequest.of("GET").header("Origin", origin);

        assertThat(error(request, POLL)).isEqualTo("3 Bad request");
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example, ''",
        "https://SHOP.example, ''",
        "http://hub.example:3000, ''", // the hub's own host
        "http://HUB.example:3000, ''",
        "https://shop.example:8443, 4 Forbidden",
        "http://shop.example, 4 Forbidden",
        "http://hub.example, 4 Forbidden",
        "null, 4 Forbidden",
        "'', 4 Forbidden",
        "'not an origin', 4 Forbidden",
    })
    void whereOriginsAreNamedOthersAreForbidden(String origin, String expected) {
        FakeRequest request = FakeRequest.of("GET").header("Origin", origin);

        String error = words(check(request, POLL).error(Set.of("https://shop.example"), Optional.empty()));

        assertThat(error).isEqualTo(expected);
    }

    @Test
    void whereOriginsAreNamedARequestWithoutOneMayConnect() {
        FakeRequest request = FakeRequest.of("GET");

        assertThat(check(request, POLL).error(Set.of("https://shop.example"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void whereNoOriginsAreNamedAnyMayConnect() {
        assertThat(error(FakeRequest.of("GET").header("Origin", "http://anywhere.example"), POLL))
                .isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN, 403", "BAD_REQUEST, 400", "UNKNOWN_TRANSPORT, 400", "UNKNOWN_SID, 400"})
    void onlyForbiddenIsA403(HandshakeError error, int status) {
        assertThat(error.status()).isEqualTo(status);
    }

    private String error(FakeRequest request, String query) {
        return error(request, query, Optional.empty());
    }

    private String error(FakeRequest request, String query, Optional<EngineSession> session) {
        return words(check(request, query).error(Set.of(), session));
    }

    private static HandshakeCheck check(FakeRequest request, String query) {
        return new HandshakeCheck(request.request(), QueryString.parse(query));
    }

    /** The code and the message of the JSON that the peer is told. */
    private static String words(Optional<HandshakeError> error) {
        return error.map(HandshakeError::json)
                .map(json -> json.replace("{\"code\":", "")
                        .replace(",\"message\":\"", " ")
                        .replace("\"}", ""))
                .orElse(NOTHING);
    }
}
