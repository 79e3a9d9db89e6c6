package io.microstream.hub.testing;

import io.microstream.hub.engineio.OutboundPacket;
import io.microstream.hub.websocket.WebSocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A WebSocket on paper. It reports a message as sent before {@code send} returns, as Undertow does, or when the test
 * says so, as a lane does that waits for its socket.
 */
public final class RecordingChannel implements WebSocketChannel {
    private final boolean reportsAtOnce;
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final Deque<SendDone> onTheirWay = new ArrayDeque<>();
    private Consumer<String> onSend = frame -> {};
    private int sending;
    private int overlaps;
    private int aborts;

    private RecordingChannel(boolean reportsAtOnce) {
        this.reportsAtOnce = reportsAtOnce;
    }

    public static RecordingChannel synchronous() {
        return new RecordingChannel(true);
    }

    public static RecordingChannel asynchronous() {
        return new RecordingChannel(false);
    }

    /** What was sent: text as it is, binary messages behind {@code bin:}, the end as {@code CLOSE 1000}. */
    public List<String> frames() {
        return frames;
    }

    /** How often a message was sent before the one before was done. */
    public int overlaps() {
        return overlaps;
    }

    public int aborts() {
        return aborts;
    }

    /** Does {@code action} in the middle of each {@code send}. */
    public void onSend(Consumer<String> action) {
        onSend = action;
    }

    /** The oldest message that is on its way has been sent, or could not be. */
    public void report(boolean sent) {
        onTheirWay.remove().done(sent);
    }

    /** Reports one message after the other as sent, until none is on its way. */
    public void reportAll() {
        while (!onTheirWay.isEmpty()) {
            report(true);
        }
    }

    @Override
    public void send(boolean binary, byte[] message, SendDone done) {
        overlaps += sending > 0 || !onTheirWay.isEmpty() ? 1 : 0;
        sending++;
        String frame = RecordingTransport.textOf(new OutboundPacket(binary, message));
        frames.add(frame);
        onSend.accept(frame);
        if (reportsAtOnce) {
            done.done(true);
        } else {
            onTheirWay.add(done);
        }
        sending--;
    }

    @Override
    public void close(int code) {
        frames.add("CLOSE " + code);
    }

    @Override
    public void abort() {
        aborts++;
    }
}
