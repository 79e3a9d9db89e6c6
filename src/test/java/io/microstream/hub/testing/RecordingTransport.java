package io.microstream.hub.testing;

import io.microstream.hub.engineio.EngineSession;
import io.microstream.hub.engineio.OutboundPacket;
import io.microstream.hub.engineio.Transport;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Carries polls on paper: writes down the packets and what the session wants of it. */
public final class RecordingTransport implements Transport {
    private final EngineSession session;
    private final List<String> packets = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile boolean stuck;

    public RecordingTransport(EngineSession session) {
        this.session = session;
    }

    /** The packets carried so far: text as it is, binary messages in hexadecimal behind {@code bin:}. */
    public List<String> packets() {
        return packets;
    }

    /** {@code release}, {@code leave}, {@code close} and {@code abort}, in the order of the calls. */
    public List<String> calls() {
        return calls;
    }

    public long releases() {
        return calls.stream().filter("release"::equals).count();
    }

    /** From now on the peer takes nothing. */
    public void stick() {
        stuck = true;
    }

    /** The peer takes again, at once all that waits. */
    public void loosen() {
        stuck = false;
        flush();
    }

    @Override
    public String name() {
        return "polling";
    }

    @Override
    public void flush() {
        if (stuck) {
            return;
        }
        for (OutboundPacket packet : session.takeAll(this)) {
            packets.add(textOf(packet));
            session.written(packet.cost());
        }
    }

    @Override
    public void release() {
        calls.add("release");
    }

    @Override
    public void leave() {
        calls.add("leave");
    }

    @Override
    public void close() {
        calls.add("close");
        flush();
    }

    @Override
    public void abort() {
        calls.add("abort");
    }

    static String textOf(OutboundPacket packet) {
        return packet.binary()
                ? "bin:" + HexFormat.of().formatHex(packet.bytes())
                : new String(packet.bytes(), StandardCharsets.UTF_8);
    }
}
