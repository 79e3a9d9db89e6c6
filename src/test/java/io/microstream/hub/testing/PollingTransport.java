package io.microstream.hub.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Packets as bodies of polls and posts. */
final class PollingTransport implements RawTransport {
    private static final String SEPARATOR = "\u001e";

    private final RawEngineClient session;
    private final Deque<String> arrived = new ArrayDeque<>();
    private @Nullable RawHttp poll;

    PollingTransport(RawEngineClient session) {
        this.session = session;
    }

    @Override
    public void send(String... packets) {
        session.post(String.join(SEPARATOR, packets));
    }

    @Override
    public void sendBinary(byte[] bytes) {
        session.post("b" + Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public String next() {
        if (arrived.isEmpty()) {
            HttpAnswer answer = waiting().answer();
            poll = null;
            if (answer.status() != 200) {
                return "closed";
            }
            arrived.addAll(Arrays.asList(answer.text().split(SEPARATOR, -1)));
        }
        String packet = arrived.remove();
        return packet.equals("1") ? "closed" : packet;
    }

    @Override
    public boolean arrivesWithin(Duration time) {
        return !arrived.isEmpty() || !waiting().socket().isSilentFor(time);
    }

    private RawHttp waiting() {
        RawHttp open = poll == null ? session.beginPoll() : poll;
        poll = open;
        return open;
    }

    @Override
    public void close() {
        session.close();
    }
}
