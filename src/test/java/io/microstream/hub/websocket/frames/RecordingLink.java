package io.microstream.hub.websocket.frames;

import io.microstream.hub.testing.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A link that writes when the test says so, and tells a closed one's connection only then, as a real one may. */
final class RecordingLink implements Link {
    private final List<String> frames = new ArrayList<>();
    private Optional<FrameConnection> connection = Optional.empty();
    private boolean due;
    private String end = "open";

    void carry(FrameConnection carried) {
        connection = Optional.of(carried);
    }

    /** Takes and writes all that waits, if anybody has said that something does. */
    RecordingLink write() {
        while (due) {
            due = false;
            int taken = take();
            while (taken > 0) {
                taken = take();
            }
            connection.orElseThrow().written();
        }
        return this;
    }

    /** Takes what waits, but the peer does not read it yet. */
    int take() {
        int[] length = new int[1];
        byte[] bytes = connection.orElseThrow().takeBytes(length);
        ByteBuffer wire = ByteBuffer.wrap(bytes, 0, length[0]);
        while (wire.hasRemaining()) {
            int first = wire.get() & 0xff;
            int code = wire.get();
            int size = code == 127 ? (int) wire.getLong() : code == 126 ? wire.getShort() & 0xffff : code;
            byte[] payload = new byte[size];
            wire.get(payload);
            String frame = new Frame(first, payload).toString();
            frames.add(frame.length() > 80 ? frame.substring(0, 10) + "… of " + size : frame);
        }
        return length[0];
    }

    List<String> frames() {
        return List.copyOf(frames);
    }

    /** {@code open}, {@code closes}, {@code falls silent} or {@code aborted}. */
    String end() {
        return end;
    }

    @Override
    public void bytesWait() {
        due = true;
    }

    @Override
    public void closeAfterwards() {
        end = "closes";
    }

    @Override
    public void fallSilentAfterwards() {
        end = "falls silent";
    }

    @Override
    public void abort() {
        end = "aborted";
    }

    @Override
    public byte[] spare() {
        return new byte[0];
    }
}
