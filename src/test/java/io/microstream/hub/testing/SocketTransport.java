package io.microstream.hub.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Packets as WebSocket frames. Answers a ping whenever it reads, as every WebSocket client does. */
final class SocketTransport implements RawTransport {
    private final RawWebSocket webSocket;

    SocketTransport(RawWebSocket webSocket) {
        this.webSocket = webSocket;
    }

    @Override
    public void send(String... packets) {
        for (String packet : packets) {
            webSocket.sendText(packet);
        }
    }

    @Override
    public void sendBinary(byte[] bytes) {
        webSocket.sendBinary(bytes);
    }

    @Override
    public String next() {
        Optional<Frame> frame = nextButPing();
        if (frame.isEmpty() || frame.get().opcode() == Frame.CLOSE) {
            return "closed";
        }
        byte[] payload = frame.get().payload();
        return switch (frame.get().first()) {
            case Frame.FIN | Frame.TEXT -> new String(payload, StandardCharsets.UTF_8);
            case Frame.FIN | Frame.BINARY -> "b" + Base64.getEncoder().encodeToString(payload);
            default -> throw new AssertionError("A packet is one whole frame, but there came " + frame.get());
        };
    }

    private Optional<Frame> nextButPing() {
        Optional<Frame> frame = webSocket.read();
        while (frame.isPresent() && frame.get().opcode() == Frame.PING) {
            webSocket.send(new Frame(Frame.FIN | Frame.PONG, frame.get().payload()));
            frame = webSocket.read();
        }
        return frame;
    }

    @Override
    public boolean arrivesWithin(Duration time) {
        return !webSocket.socket().isSilentFor(time);
    }

    @Override
    public void close() {
        webSocket.close();
    }
}
