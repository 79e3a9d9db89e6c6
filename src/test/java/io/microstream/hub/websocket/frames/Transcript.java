package io.microstream.hub.websocket.frames;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What a {@link FrameReader} made of the bytes, one line each; the last may be the code of its refusal. */
final class Transcript implements FrameReader.Receiver {
    private static final int SHORT_BYTES = 64;

    private final List<String> lines = new ArrayList<>();
    private boolean reading = true;

    /** Reads one piece after the other, as long as the reader takes them. */
    static List<String> of(int maxMessageBytes, List<byte[]> pieces) {
        Transcript transcript = new Transcript();
        FrameReader reader = new FrameReader(transcript, maxMessageBytes);
        try {
            for (byte[] piece : pieces) {
                byte[] shifted = new byte[piece.length + 3];
                System.arraycopy(piece, 0, shifted, 3, piece.length);
                reader.read(shifted, 3, shifted.length);
                Arrays.fill(shifted, (byte) 0xEE); // the reader keeps none of it
            }
        } catch (FrameException broken) {
            transcript.lines.add("refused " + broken.closeCode());
        } catch (FrameReader.TooLargeException tooLarge) {
            transcript.lines.add("too large " + tooLarge.bytes());
        }
        return List.copyOf(transcript.lines);
    }

    static String line(String kind, byte[] bytes) {
        if (bytes.length > SHORT_BYTES) {
            return kind + " of " + bytes.length + " bytes " + Arrays.hashCode(bytes);
        }
        return (kind + " "
                        + (kind.equals("text")
                                ? new String(bytes, StandardCharsets.UTF_8)
                                : HexFormat.of().formatHex(bytes)))
                .strip();
    }

    @Override
    public void text(byte[] buffer, int from, int to) {
        lines.add(line("text", Arrays.copyOfRange(buffer, from, to)));
    }

    @Override
    public void binary(byte[] message) {
        lines.add(line("binary", message));
    }

    @Override
    public void ping(byte[] buffer, int from, int to) {
        lines.add(line("ping", Arrays.copyOfRange(buffer, from, to)));
    }

    @Override
    public void closed(int code) {
        lines.add("closed " + code);
        reading = false;
    }

    @Override
    public boolean isReading() {
        return reading;
    }
}
