package io.microstream.hub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Engine.IO session over long-polling, one HTTP connection for each request. Polls only when it is told to. */
public final class RawEngineClient implements AutoCloseable {
    private static final Pattern SID = Pattern.compile("\"sid\":\"([A-Za-z0-9_-]{20})\"");

    private static final String UNKNOWN_SID = "400 {\"code\":1,\"message\":\"Session ID unknown\"}";

    private final HubTarget hub;
    private final String openPacket;
    private final String sid;
    private final List<RawHttp> connections = new ArrayList<>();

    private RawEngineClient(HubTarget hub, String openPacket) {
        this.hub = hub;
        this.openPacket = openPacket;
        this.sid = sid(openPacket);
    }

    /** Opens a session; the query is what stands beside {@code EIO} and {@code transport}. */
    public static RawEngineClient open(HubTarget hub, String query) {
        HttpAnswer answer =
                RawHttp.get(hub, "/socket.io/?" + query + (query.isEmpty() ? "" : "&") + "EIO=4&transport=polling");
        assertThat(answer.status()).as("the handshake's answer: %s", answer).isEqualTo(200);
        return new RawEngineClient(hub, answer.text());
    }

    /** The sid in an open packet or a CONNECT answer. */
    public static String sid(String packet) {
        Matcher matcher = SID.matcher(packet);
        assertThat(matcher.find()).as("a sid in %s", packet).isTrue();
        return matcher.group(1);
    }

    public String openPacket() {
        return openPacket;
    }

    public String sid() {
        return sid;
    }

    /** Where the session's requests go. */
    public String target() {
        return "/socket.io/?EIO=4&transport=polling&sid=" + sid;
    }

    /** Polls and waits for the answer. */
    public HttpAnswer poll(String... headers) {
        try (RawHttp http = RawHttp.to(hub)) {
            return http.ask("GET", target(), headers).answer();
        }
    }

    /** Begins a poll and leaves it open; its answer is read from what is returned. */
    public RawHttp beginPoll(String... headers) {
        return track(RawHttp.to(hub)).ask("GET", target(), headers);
    }

    /** A connection on which a test can send what it wants. */
    public RawHttp connection() {
        return track(RawHttp.to(hub));
    }

    private RawHttp track(RawHttp http) {
        connections.add(http);
        return http;
    }

    /** Posts a body as a client does and waits for the answer. */
    public HttpAnswer post(String body) {
        return RawHttp.exchange(hub, "POST", target(), body, "Content-Type: text/plain;charset=UTF-8");
    }

    public RawEngineClient expectPosted(String body) {
        assertThat(post(body).line()).isEqualTo("200 ok");
        return this;
    }

    public RawEngineClient expectPoll(String body) {
        assertThat(poll().line()).isEqualTo("200 " + body);
        return this;
    }

    /** Joins the namespace and reads the answer. */
    public RawEngineClient join() {
        expectPosted("40");
        assertThat(poll().text()).matches("40\\{\"sid\":\"[A-Za-z0-9_-]{20}\"}");
        return this;
    }

    /** The session is unknown now. */
    public void expectGone() {
        assertThat(poll().line()).isEqualTo(UNKNOWN_SID);
    }

    /**
     * The hub ends the session: what still waits may come first, then a close packet, unless it was taken by a poll
     * before; then the session is unknown.
     */
    public void expectEnd() {
        HttpAnswer answer = poll();
        for (int polls = 0; answer.status() == 200 && polls < 3; polls++) {
            answer = poll();
        }
        assertThat(answer.line()).isEqualTo(UNKNOWN_SID);
    }

    /** A WebSocket that carries the session's sid; nothing is sent on it yet. */
    public RawWebSocket candidate() {
        return RawWebSocket.open(hub, "sid=" + sid);
    }

    /** Says goodbye with DISCONNECT, in case that it had joined, and ends. */
    public void leave() {
        connections.forEach(RawHttp::close);
        post("41");
        close();
    }

    /** Ends the session, every connection that was left open, and what the hub keeps for the session's last poll. */
    @Override
    public void close() {
        connections.forEach(RawHttp::close);
        post("1");
        poll();
    }
}
