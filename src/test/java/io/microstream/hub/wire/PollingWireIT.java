package io.microstream.hub.wire;

import static io.microstream.hub.testing.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session over long-polling: its polls, its posts, its end. */
class PollingWireIT extends WireTest {
    /** For a request to be read by the hub where nothing that it says tells of it. */
    private static final Duration ARRIVAL = Duration.ofMillis(400);

    @Test
    void postIsAnsweredAsTheOriginalDoes() {
        HttpAnswer answer = session("orders").post("40");

        assertThat(answer.line()).isEqualTo("200 ok");
        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.header("Content-Length")).contains("2");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void pollIsAnsweredAsTheOriginalDoes() {
        RawEngineClient session = session("orders");
        session.expectPosted("40");

        HttpAnswer answer = session.poll();

        assertThat(answer.text()).matches("40\\{\"sid\":\"[A-Za-z0-9_-]{20}\"}");
        assertThat(answer.text()).doesNotContain(session.sid());
        assertThat(answer.header("Content-Type").orElse("")).isEqualToIgnoringCase(TEXT);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void pollWaitsForTheNextPacket() {
        RawEngineClient session = session("orders");
        RawHttp poll = session.beginPoll();

        session.expectPosted("40");

        assertThat(poll.answer().text()).startsWith("40{\"sid\":");
    }

    @Test
    void packetsOfABodyAreTakenInOrder() {
        RawEngineClient session = session("orders").join();

        session.expectPosted(request("r-1") + "\u001e" + request("r-2") + "\u001e3");

        session.expectPoll("42[\"request\",{\"id\":\"r-1\"}]\u001e42[\"request\",{\"id\":\"r-2\"}]");
    }

    @ParameterizedTest
    @CsvSource({"''", "abc", "2", "4", "7x", "40{bad", "43", "42{}", "bAQID"})
    void badBodyIsTakenAndEndsTheSession(String body) {
        RawEngineClient session = session("orders");

        session.expectPosted(body);

        session.expectEnd();
    }

    @BetterThanTheOriginal
    @Test
    void emptyPacketEndsTheSession() {
        RawEngineClient session = session("orders");

        session.expectPosted("40\u001e");

        session.expectEnd();
    }

    @BetterThanTheOriginal
    @Test
    void postOfABinaryTypeIsRefused() {
        RawEngineClient session = session("orders");

        HttpAnswer answer =
                RawHttp.exchange(hub(), "POST", session.target(), "40", "Content-Type: application/octet-stream");

        assertThat(answer.status()).isEqualTo(400);
        session.expectEnd();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD"})
    void otherMethodsFailAndLeaveTheSessionAlone(String method) {
        RawEngineClient session = session("orders");

        HttpAnswer answer = RawHttp.exchange(hub(), method, session.target(), "");

        assertThat(answer.line()).isEqualTo("500");
        session.join();
    }

    @Test
    void secondPollEndsTheSession() {
        RawEngineClient session = session("orders").join();
        RawHttp first = session.beginPoll();

        HttpAnswer second = settled(first, session).poll();

        assertThat(List.of(second.line(), first.answer().line()))
                .as("whichever the hub sees first")
                .containsExactlyInAnyOrder("400", "200 1");
        session.expectGone();
    }

    @Test
    void secondPostEndsTheSession() {
        RawEngineClient session = session("orders").join();
        RawHttp first = session.connection()
                .sendRaw(
                        "POST",
                        "POST " + session.target() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                + "Content-Type: text/plain\r\nContent-Length: 100\r\n\r\n42[\"heart");

        settled(first, session);

        Eventually.within(RawSocket.PATIENCE, () -> session.post("3").line().equals("400"));
        session.expectEnd();
    }

    @Test
    void closePacketIsAnsweredByTheWaitingPoll() {
        RawEngineClient session = session("orders").join();
        RawHttp poll = session.beginPoll();

        settled(poll, session).expectPosted("1");

        assertThat(poll.answer().line()).isEqualTo("200 6");
        session.expectGone();
    }

    @Test
    void badSocketIoPacketIsAnsweredByTheWaitingPoll() {
        RawEngineClient session = session("orders").join();
        RawHttp poll = session.beginPoll();

        settled(poll, session).expectPosted("42{}");

        assertThat(poll.answer().line()).isEqualTo("200 1");
        session.expectGone();
    }

    @Test
    @DisabledIfSystemProperty(
            named = "hub.server",
            matches = "wildfly",
            disabledReason = "there the next ping finds it: TimersWireIT")
    void abortedPollEndsTheSession() {
        RawEngineClient session = session("aborting").join();
        RawHttp poll = session.beginPoll();
        settled(poll, session);

        poll.close();

        Eventually.within(RawSocket.PATIENCE, () -> session.post("3").status() == 400);
        session.expectGone();
        service("watcher").expectAway("aborting");
    }

    @Test
    void bodyAboveTheLimitIsRefusedAndTheSessionLives() {
        RawEngineClient session = session("orders").join();

        HttpAnswer answer = session.post("4" + "x".repeat(1_000_000));

        assertThat(answer.line()).isEqualTo("413");
        session.expectPosted(request("r-1"));
        session.expectPoll("42[\"request\",{\"id\":\"r-1\"}]");
    }

    @Test
    void limitOfABodyCountsBytes() {
        RawEngineClient session = session("orders").join();

        HttpAnswer answer = session.post("42[\"unknown\",\"" + "\u20ac".repeat(400_000) + "\"]");

        assertThat(answer.line()).isEqualTo("413");
    }

    @Test
    void bodyAtTheLimitIsTaken() {
        RawEngineClient session = session("orders").join();
        String start = "42[\"unknown\",\"";
        String body = start + "x".repeat(1_000_000 - start.length() - 2) + "\"]";
        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSize(1_000_000);

        session.expectPosted(body);

        session.expectPosted(request("r-1"));
        session.expectPoll("42[\"request\",{\"id\":\"r-1\"}]");
    }

    @Test
    void chunkedBodyIsTaken() {
        RawEngineClient session = session("orders");

        RawHttp post = session.connection()
                .sendRaw(
                        "POST",
                        "POST " + session.target() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                + "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n4\r\n1\r\n0\r\n0\r\n\r\n");

        assertThat(post.answer().line()).isEqualTo("200 ok");
        assertThat(session.poll().text()).startsWith("40{");
    }

    @Test
    void requestsMayBePipelined() {
        RawEngineClient session = session("orders");

        RawHttp connection = session.connection()
                .send("POST", session.target(), "40", "Content-Type: text/plain")
                .ask("GET", session.target());

        assertThat(connection.answer().line()).isEqualTo("200 ok");
        assertThat(connection.answer().text()).startsWith("40{");
    }

    /** Browsers and OkHttp do so: what they have read to its end may carry their next request. */
    @Test
    void connectionOfALargeAnswerCarriesTheNextPostAtOnce() {
        together(
                () -> askOneself("orders"),
                () -> askOneself("billing"),
                () -> askOneself("stock"),
                () -> askOneself("mail"));
    }

    private void askOneself(String name) {
        RawEngineClient session = session(name).join();
        RawHttp asking = session.connection();
        RawHttp asked = session.connection();
        String payload = "{\"id\":\"r-1\",\"data\":\"" + "x".repeat(100_000) + "\"}";
        String question = "42[\"request\",{\"targetService\":\"" + name + "\",\"payload\":" + payload + "}]";

        for (int i = 0; i < 50; i++) {
            asked.ask("GET", session.target());
            assertThat(post(asking, session, question)).isEqualTo("200 ok");
            assertThat(asked.answer().text()).isEqualTo("42[\"request\"," + payload + "]");
            assertThat(post(asked, session, "42[\"heartbeat\"]")).isEqualTo("200 ok");
        }
    }

    private static String post(RawHttp connection, RawEngineClient session, String body) {
        return connection
                .send("POST", session.target(), body, "Content-Type: text/plain")
                .answer()
                .line();
    }

    /** The hub has seen the open request: a later one on a connection of its own was served meanwhile. */
    private RawEngineClient settled(RawHttp open, RawEngineClient session) {
        assertThat(open.socket().isSilentFor(ARRIVAL)).isTrue();
        return session;
    }

    private static String request(String id) {
        return "42[\"request\",{\"targetService\":\"orders\",\"payload\":{\"id\":\"" + id + "\"}}]";
    }
}
