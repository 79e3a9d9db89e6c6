package io.microstream.hub.it;

import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.LiveService;
import io.microstream.hub.testing.RawEngineClient;
import io.microstream.hub.testing.RawSocket;
import io.microstream.hub.testing.RawWebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** All that peers do wrong, one thing after the other, at random but the same each time. Owns what it leaves open. */
final class Faults implements AutoCloseable {
    /** What may happen to a hub. */
    enum Kind {
        CALLEE_CRASHES,
        CALLEE_IS_FROZEN_AND_REPLACED,
        WEBSOCKET_DOES_NOT_READ,
        POLLER_DOES_NOT_POLL,
        GARBAGE_OVER_WEBSOCKET,
        GARBAGE_OVER_POLLING,
        HANDSHAKE_IS_LEFT_HALF,
        NOBODY_ANSWERS
    }

    private static final int LEFT_OPEN = 20;
    private static final String LARGE = '"' + "x".repeat(100_000) + '"';
    private static final int LARGE_ONES = 30; // more than the hub's send buffer
    private static final List<String> GARBAGE = List.of(
            "",
            "9",
            "4",
            "42",
            "42[\"request\"",
            "42[\"request\",{\"targetService\":7,\"payload\":null}]",
            "42[\"request\",{\"payload\":{\"id\":[1],\"data\":" + "[".repeat(500) + "]",
            "42[\"response\",{\"id\":\"never-asked\",\"response\":1}]",
            "42[\"connect\"]",
            "451-[\"request\",{\"_placeholder\":true,\"num\":3}]",
            "40{\"token\":",
            "44{}",
            "41");

    private final HubTarget hub;
    private final Flood asker;
    private final Random random = new Random(7);
    private final Deque<Runnable> open = new ArrayDeque<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private int number;

    /** @param asker who asks the faulty */
    Faults(HubTarget hub, Flood asker) {
        this.hub = hub;
        this.asker = asker;
    }

    /** Causes the next one. */
    void cause() {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        counts.merge(kind, 1, Integer::sum);
        String name = "faulty-" + number++;
        switch (kind) {
            case CALLEE_CRASHES -> calleeCrashes(name);
            case CALLEE_IS_FROZEN_AND_REPLACED -> calleeIsReplaced(name);
            case WEBSOCKET_DOES_NOT_READ -> overload(Silent.webSocket(hub, name), name);
            case POLLER_DOES_NOT_POLL -> overload(Silent.polling(hub, name), name);
            case GARBAGE_OVER_WEBSOCKET -> garbageOverWebSocket(name);
            case GARBAGE_OVER_POLLING -> garbageOverPolling(name);
            case HANDSHAKE_IS_LEFT_HALF -> handshakeIsLeftHalf();
            case NOBODY_ANSWERS -> nobodyAnswers(name);
        }
        while (open.size() > LEFT_OPEN) {
            open.remove().run();
        }
    }

    /** Hangs up whatever is still open. */
    void end() {
        while (!open.isEmpty()) {
            open.remove().run();
        }
    }

    /** How often each was caused. */
    @Override
    public String toString() {
        return counts.toString();
    }

    private void handshakeIsLeftHalf() {
        leaveOpen(RawSocket.to(hub), RawSocket::close)
                .send("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\n");
    }

    private void calleeCrashes(String name) {
        try (LiveService callee = LiveService.join(hub, name, packet -> {})) {
            ask(callee.name(), 10, "1");
        }
    }

    private void calleeIsReplaced(String name) {
        leaveOpen(Silent.webSocket(hub, name), Silent::close);
        ask(name, 3, "1");
        leaveOpen(LiveService.answering(hub, name), LiveService::close);
        ask(name, 3, "1");
    }

    private void overload(Silent silent, String name) {
        leaveOpen(silent, Silent::close);
        ask(name, LARGE_ONES, LARGE);
    }

    private void nobodyAnswers(String name) {
        leaveOpen(LiveService.join(hub, name, packet -> {}), LiveService::close);
        ask(name, 100, "1");
    }

    private void garbageOverWebSocket(String name) {
        RawWebSocket peer = leaveOpen(RawWebSocket.open(hub, "serviceName=" + name), RawWebSocket::close);
        peer.sendText("40").sendText(GARBAGE.get(random.nextInt(GARBAGE.size())));
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        peer.sendBytes(noise);
    }

    private void garbageOverPolling(String name) {
        RawEngineClient peer =
                leaveOpen(RawEngineClient.open(hub, "serviceName=" + name).join(), RawEngineClient::close);
        peer.post(GARBAGE.get(random.nextInt(GARBAGE.size())));
    }

    private void ask(String name, int count, String data) {
        for (int i = 0; i < count; i++) {
            asker.ask(name, data);
        }
    }

    private <T> T leaveOpen(T peer, Consumer<T> hangUp) {
        open.add(() -> hangUp.accept(peer));
        return peer;
    }

    @Override
    public void close() {
        end();
    }
}
