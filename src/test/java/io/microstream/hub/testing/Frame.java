package io.microstream.hub.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A WebSocket frame, sound or not (RFC 6455 §5.2).
 *
 * @param first the first byte: FIN, the reserved bits, the opcode
 */
public record Frame(int first, byte[] payload) {
    public static final int FIN = 0x80;
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    public static Frame text(String text) {
        return new Frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame binary(byte... bytes) {
        return new Frame(FIN | BINARY, bytes);
    }

    /** A close frame; the reason's bytes follow the code. */
    public static Frame close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
        return new Frame(FIN | CLOSE, payload);
    }

    public int opcode() {
        return first & 0x0f;
    }

    /** The frame as a client must send it. */
    public byte[] masked() {
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK[i % 4];
        }
        ByteArrayOutputStream out = header(0x80);
        out.writeBytes(MASK);
        out.writeBytes(masked);
        return out.toByteArray();
    }

    /** The frame as only a server may send it. */
    public byte[] unmasked() {
        ByteArrayOutputStream out = header(0);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private ByteArrayOutputStream header(int maskBit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(maskBit | payload.length);
        } else if (payload.length < 65_536) {
            out.write(maskBit | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(maskBit | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        return out;
    }

    /** What an assertion shows: {@code text 40}, {@code binary 010203}, {@code close}, {@code close 1002}. */
    @Override
    public String toString() {
        return switch (opcode()) {
            case TEXT -> "text " + new String(payload, StandardCharsets.UTF_8);
            case BINARY -> "binary " + HexFormat.of().formatHex(payload);
            case CLOSE -> payload.length < 2 ? "close" : "close " + closeCode();
            case PING -> "ping";
            case PONG -> "pong";
            default -> "opcode " + opcode() + " " + HexFormat.of().formatHex(payload);
        };
    }

    private int closeCode() {
        return ByteBuffer.wrap(payload).getShort() & 0xffff;
    }
}
