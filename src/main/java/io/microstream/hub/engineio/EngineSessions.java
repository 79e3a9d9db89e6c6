package io.microstream.hub.engineio;

import io.microstream.hub.time.HubTimers;
import io.microstream.hub.websocket.WebSocketChannel;
import io.microstream.hub.websocket.WebSocketListener;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Owns the open sessions, by sid, and the bounds on their number. Any thread. */
public final class EngineSessions {
    private static final int SID_BYTES = 15; // 20 characters, as the original's

    private final EngineSettings settings;
    private final HubTimers timers;
    private final EngineApplication application;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, EngineSession> bySid = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> byAddress = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger websockets = new AtomicInteger();
    private volatile boolean admitting = true;

    public EngineSessions(EngineSettings settings, HubTimers timers, EngineApplication application) {
        this.settings = settings;
        this.timers = timers;
        this.application = application;
    }

    /** Why no further session may open now, in a word for the log; empty when one may. */
    Optional<String> obstacle(Handshake handshake, boolean polling) {
        if (!admitting) {
            return Optional.of("draining");
        }
        if (count.get() >= settings.maxConnections()) {
            return Optional.of("MICROSTREAM_MAX_CONNECTIONS=" + settings.maxConnections());
        }
        if (polling && pollingSessions() >= settings.maxPollingSessions()) {
            return Optional.of("MICROSTREAM_MAX_POLLING_SESSIONS=" + settings.maxPollingSessions());
        }
        int perAddress = settings.maxConnectionsPerAddress();
        if (perAddress > 0 && sessionsFrom(handshake.remoteAddress()) >= perAddress) {
            return Optional.of("MICROSTREAM_MAX_CONNECTIONS_PER_ADDRESS=" + perAddress);
        }
        return Optional.empty();
    }

    /** Opens a session; its first packet goes out over the transport that {@code first} makes for it. */
    public EngineSession open(Handshake handshake, Function<EngineSession, ? extends Transport> first) {
        EngineSession session = new EngineSession(newSid(), handshake, this, application);
        Transport transport = first.apply(session);
        bySid.put(session.sid(), session);
        count.incrementAndGet();
        if (transport instanceof WebSocketTransport) {
            websockets.incrementAndGet();
        }
        byAddress
                .computeIfAbsent(handshake.remoteAddress(), absent -> new AtomicInteger())
                .incrementAndGet();
        session.start(transport);
        return session;
    }

    /** Opens a session that begins with a WebSocket. */
    public WebSocketListener openOver(WebSocketChannel channel, Handshake handshake) {
        WebSocketListener[] listener = new WebSocketListener[1];
        open(handshake, session -> {
            WebSocketTransport transport = new WebSocketTransport(session, channel);
            listener[0] = transport;
            return transport;
        });
        return listener[0];
    }

    /** The open session with this secret. */
    public Optional<EngineSession> find(String sid) {
        return Optional.ofNullable(bySid.get(sid));
    }

    /** All sessions that are open or closing at this moment. */
    public List<EngineSession> all() {
        return new ArrayList<>(bySid.values());
    }

    /** No session opens from now on. */
    public void stopAdmitting() {
        admitting = false;
    }

    public int size() {
        return bySid.size();
    }

    /** Sessions that have not changed to WebSocket. */
    public int pollingSessions() {
        return Math.max(0, count.get() - websockets.get());
    }

    /** Outbound bytes that wait for all peers together. */
    public long queuedBytes() {
        return bySid.values().stream().mapToLong(EngineSession::queuedBytes).sum();
    }

    EngineSettings settings() {
        return settings;
    }

    HubTimers timers() {
        return timers;
    }

    void changedTransport() {
        websockets.incrementAndGet();
    }

    void remove(EngineSession session) {
        if (!bySid.remove(session.sid(), session)) {
            return;
        }
        count.decrementAndGet();
        if (session.transport() instanceof WebSocketTransport) {
            websockets.decrementAndGet();
        }
        byAddress.computeIfPresent(
                session.handshake().remoteAddress(), (address, open) -> open.decrementAndGet() == 0 ? null : open);
    }

    private int sessionsFrom(String address) {
        AtomicInteger open = byAddress.get(address);
        return open == null ? 0 : open.get();
    }

    private String newSid() {
        byte[] bytes = new byte[SID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
