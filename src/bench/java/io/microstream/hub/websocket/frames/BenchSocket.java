package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.WebSocketAcceptor;

/** A WebSocket whose link ends in arrays, as the channel lane handles them: what is written is given back as a spare. */
public final class BenchSocket {
    private static final byte[] NOTHING = {};

    private final FrameConnection connection;
    private final byte[] input = new byte[64 * 1024];
    private final int[] length = new int[1];
    private byte[] spare = NOTHING;

    public BenchSocket(WebSocketAcceptor acceptor) {
        connection = new FrameConnection(new ArrayLink(), (delay, action) -> () -> {}, 1_000_000);
        connection.open(acceptor);
    }

    /** Brings in a frame, which is copied first: reading unmasks it where it stands, as in a thread's input buffer. */
    public void receive(byte[] frame) {
        System.arraycopy(frame, 0, input, 0, frame.length);
        connection.received(input, 0, frame.length);
    }

    /** Takes all that waits for the peer, and returns how many bytes that was. */
    public int drain() {
        byte[] taken = connection.takeBytes(length);
        connection.written();
        if (taken.length > 0) {
            spare = taken;
        }
        return length[0];
    }

    /** What waits for the peer, copied. */
    public byte[] drained() {
        byte[] taken = connection.takeBytes(length);
        connection.written();
        return java.util.Arrays.copyOf(taken, length[0]);
    }

    /** A whole text frame, masked as a client sends it. */
    public static byte[] frame(byte[] text) {
        byte[] mask = {0x12, 0x34, 0x56, 0x78};
        int head = text.length < 126 ? 2 : 4;
        byte[] frame = new byte[head + 4 + text.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | (head == 2 ? text.length : 126));
        if (head == 4) {
            frame[2] = (byte) (text.length >> 8);
            frame[3] = (byte) text.length;
        }
        System.arraycopy(mask, 0, frame, head, 4);
        for (int i = 0; i < text.length; i++) {
            frame[head + 4 + i] = (byte) (text[i] ^ mask[i & 3]);
        }
        return frame;
    }

    private final class ArrayLink implements Link {
        @Override
        public void bytesWait() {}

        @Override
        public void closeAfterwards() {}

        @Override
        public void fallSilentAfterwards() {}

        @Override
        public void abort() {}

        @Override
        public byte[] spare() {
            byte[] lent = spare;
            spare = NOTHING;
            return lent;
        }
    }
}
