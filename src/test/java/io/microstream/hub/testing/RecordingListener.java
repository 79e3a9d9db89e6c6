package io.microstream.hub.testing;

import io.microstream.hub.engineio.CloseCause;
import io.microstream.hub.engineio.EngineListener;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Hears a session and writes down what it hears. */
public final class RecordingListener implements EngineListener {
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<CloseCause> closes = new CopyOnWriteArrayList<>();
    private final AtomicInteger signsOfLife = new AtomicInteger();
    private final AtomicInteger pongs = new AtomicInteger();

    /** Texts as they are, binary messages in hexadecimal behind {@code bin:}. */
    public List<String> messages() {
        return messages;
    }

    /** Why the session was said to have ended, each time. */
    public List<CloseCause> closes() {
        return closes;
    }

    public int signsOfLife() {
        return signsOfLife.get();
    }

    public int pongs() {
        return pongs.get();
    }

    @Override
    public void onText(byte[] buffer, int from, int to) {
        messages.add(new String(buffer, from, to - from, StandardCharsets.UTF_8));
    }

    @Override
    public void onBinary(byte[] message) {
        messages.add("bin:" + HexFormat.of().formatHex(message));
    }

    @Override
    public void onSignOfLife() {
        signsOfLife.incrementAndGet();
    }

    @Override
    public void onPong() {
        pongs.incrementAndGet();
    }

    @Override
    public void onTooLarge(long bytes) {
        messages.add("too large: " + bytes);
    }

    @Override
    public void onClosed(CloseCause cause) {
        closes.add(cause);
    }
}
