package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.WebSocketChannel;
import io.microstream.hub.websocket.WebSocketListener;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One masked text frame read, checked and sent back as it is. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {
    @Param({"100", "10000"})
    public int bytes;

    private byte[] message = {};
    private byte[] frame = {};
    private BenchSocket socket = new BenchSocket(channel -> new Echo(channel, message));

    @Setup
    public void write() {
        message = new byte[bytes];
        Arrays.fill(message, (byte) 'x');
        frame = BenchSocket.frame(message);
        socket = new BenchSocket(channel -> new Echo(channel, message));
    }

    @Benchmark
    public int readAndWrite() {
        socket.receive(frame);
        return socket.drain();
    }

    private record Echo(WebSocketChannel channel, byte[] answer) implements WebSocketListener {
        private static final WebSocketChannel.SendDone NOBODY = sent -> {};

        @Override
        public void onText(byte[] buffer, int from, int to) {
            channel.send(false, answer, NOBODY);
        }

        @Override
        public void onBinary(byte[] binary) {}

        @Override
        public void onTooLarge(long length) {}

        @Override
        public void onClose(String reason) {}
    }
}
