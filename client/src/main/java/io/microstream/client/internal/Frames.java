package io.microstream.client.internal;

/** RFC 6455 §5.2: opcodes and bits of a frame. */
final class Frames {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int FIN = 0x80;
    static final int MASKED = 0x80;
    static final int MAX_CONTROL_BYTES = 125;

    private Frames() {}
}
