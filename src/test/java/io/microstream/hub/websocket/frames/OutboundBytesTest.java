package io.microstream.hub.websocket.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundBytesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 8200",
        "1, 8201",
        "125, 827d",
        "126, 827e007e",
        "127, 827e007f",
        "65535, 827effff",
        "65536, 827f0000000000010000",
        "70000, 827f0000000000011170"
    })
    void headerIsTheShortestThatHoldsTheLength(int size, String header) {
        OutboundBytes out = new OutboundBytes();

        out.frame(Opcode.BINARY, new byte[size], 0, size);

        byte[] wire = Arrays.copyOf(out.take(), header.length() / 2 + size);
        assertThat(HexFormat.of().formatHex(wire, 0, header.length() / 2)).isEqualTo(header);
    }

    @Test
    void longFrameComesOutAsItWentIn() {
        byte[] payload = new byte[70_000];
        new Random(1).nextBytes(payload);
        OutboundBytes out = new OutboundBytes();

        out.frame(Opcode.BINARY, payload, 0, payload.length);

        ByteBuffer wire = ByteBuffer.wrap(out.take());
        assertThat(wire.getShort()).isEqualTo((short) 0x827f);
        assertThat(wire.getLong()).isEqualTo(70_000);
        byte[] again = new byte[70_000];
        wire.get(again);
        assertThat(again).isEqualTo(payload);
    }

    @Test
    void framesStandOneBehindTheOther() {
        OutboundBytes out = new OutboundBytes();

        out.frame(Opcode.TEXT, new byte[] {'x', 'a', 'b', 'x'}, 1, 3);
        out.frame(Opcode.PING, new byte[0], 0, 0);

        int length = out.length();
        assertThat(HexFormat.of().formatHex(out.take(), 0, length)).isEqualTo("810261628900");
        assertThat(out.length()).isZero();
    }

    @Test
    void spareArrayIsUsedAgainAndItsOldBytesAreNotSent() {
        OutboundBytes out = new OutboundBytes();
        byte[] spare = new byte[1_000];
        Arrays.fill(spare, (byte) 0xEE);
        out.reuse(spare);

        out.frame(Opcode.BINARY, new byte[36], 0, 36);

        int length = out.length();
        byte[] taken = out.take();
        assertThat(taken).isSameAs(spare);
        assertThat(HexFormat.of().formatHex(taken, 0, length)).isEqualTo("8224" + "00".repeat(36));
    }

    @Test
    void longLengthOverwritesTheOldBytesOfASpareArray() {
        OutboundBytes out = new OutboundBytes();
        byte[] spare = new byte[100_000];
        Arrays.fill(spare, (byte) 0xEE);
        out.reuse(spare);

        out.frame(Opcode.BINARY, new byte[65_536], 0, 65_536);

        assertThat(HexFormat.of().formatHex(out.take(), 0, 10)).isEqualTo("827f0000000000010000");
    }
}
