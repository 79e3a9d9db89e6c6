package io.microstream.hub.testing;

import io.microstream.hub.engineio.OutboundPacket;
import io.microstream.hub.websocket.TextMessage;
import io.microstream.hub.websocket.WebSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A WebSocket on paper. It reports a message as sent before {@code send} returns, as Undertow does, or when the test
 * says so, as a lane does that waits for its socket.
 */
public final class RecordingChannel implements WebSocketChannel {
    private final boolean reportsAtOnce;
    private final List<String> frames = Collections.synchronizedList(new ArrayList<>());
    private final Deque<SendDone> onTheirWay = new ConcurrentLinkedDeque<>();
    private final AtomicInteger sending = new AtomicInteger();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final AtomicInteger aborts = new AtomicInteger();
    private boolean takesAtOnce;
    private Consumer<String> onSend = frame -> {};

    private RecordingChannel(boolean reportsAtOnce) {
        this.reportsAtOnce = reportsAtOnce;
    }

    public static RecordingChannel synchronous() {
        return new RecordingChannel(true);
    }

    public static RecordingChannel asynchronous() {
        return new RecordingChannel(false);
    }

    /** From now on it takes text at once where it is asked to, as our own frames do; recorded behind {@code now:}. */
    public RecordingChannel takingAtOnce() {
        takesAtOnce = true;
        return this;
    }

    /** What was sent: text as it is, binary messages behind {@code bin:}, the end as {@code CLOSE 1000}. */
    public List<String> frames() {
        return frames;
    }

    /** How often a message was sent before the one before was done. */
    public int overlaps() {
        return overlaps.get();
    }

    public int aborts() {
        return aborts.get();
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
        if (sending.getAndIncrement() > 0 || !onTheirWay.isEmpty()) {
            overlaps.incrementAndGet();
        }
        String frame = RecordingTransport.textOf(new OutboundPacket(binary, message));
        frames.add(frame);
        onSend.accept(frame);
        if (reportsAtOnce) {
            done.done(true);
        } else {
            onTheirWay.add(done);
        }
        sending.decrementAndGet();
    }

    @Override
    public boolean sendNow(TextMessage message) {
        if (!takesAtOnce) {
            return false;
        }
        overlaps.addAndGet(sending.get() > 0 || !onTheirWay.isEmpty() ? 1 : 0);
        byte[] text = new byte[message.length()];
        message.writeTo(text, 0);
        frames.add("now:" + new String(text, StandardCharsets.UTF_8));
        onSend.accept(frames.get(frames.size() - 1));
        return true;
    }

    @Override
    public void close(int code) {
        frames.add("CLOSE " + code);
    }

    @Override
    public void abort() {
        aborts.incrementAndGet();
    }
}
