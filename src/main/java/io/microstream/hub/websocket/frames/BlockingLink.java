package io.microstream.hub.websocket.frames;

import io.microstream.hub.websocket.WebSocketAcceptor;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A WebSocket over a plain socket, without any server: for the hub inside a test. Two threads for each connection, the
 * caller's and one that writes, so it is no way to serve many.
 */
public final class BlockingLink implements Link {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Socket socket;
    private final FrameConnection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingToDo = lock.newCondition();
    private boolean wanted; // guarded by lock, as the next
    private boolean closing;

    private BlockingLink(Socket socket, Later later, int maxMessageBytes) {
        this.socket = socket;
        connection = new FrameConnection(this, later, maxMessageBytes);
    }

    /**
     * Answers a handshake with 101 and carries the WebSocket until it ends.
     *
     * @param key the peer's {@code Sec-WebSocket-Key}
     */
    public static void serve(Socket socket, String key, Later later, int maxMessageBytes, WebSocketAcceptor acceptor)
            throws IOException {
        BlockingLink link = new BlockingLink(socket, later, maxMessageBytes);
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + HandshakeAnswer.accept(key) + "\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        Thread writer = new Thread(link::write, Thread.currentThread().getName() + "-writer");
        writer.setDaemon(true);
        writer.start();
        link.connection.open(acceptor);
        link.read();
    }

    private void read() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = socket.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (connection.isReading()) {
                    connection.received(buffer, 0, length);
                }
            }
        } catch (IOException gone) {
            // Told below.
        }
        abort();
        connection.ended("transport close");
    }

    private void write() {
        int[] length = new int[1];
        try {
            while (await()) {
                for (byte[] bytes = connection.takeBytes(length); length[0] > 0; bytes = connection.takeBytes(length)) {
                    socket.getOutputStream().write(bytes, 0, length[0]);
                }
                connection.written();
            }
            socket.shutdownOutput();
        } catch (IOException | InterruptedException gone) {
            abort();
        }
    }

    /** Waits for bytes; false once all are written and none may follow. */
    private boolean await() throws InterruptedException {
        lock.lock();
        try {
            while (!wanted && !closing) {
                somethingToDo.await();
            }
            boolean more = wanted;
            wanted = false;
            return more;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void bytesWait() {
        wake(false);
    }

    @Override
    public void closeAfterwards() {
        wake(true);
    }

    @Override
    public void fallSilentAfterwards() {
        wake(true);
    }

    private void wake(boolean last) {
        lock.lock();
        try {
            wanted = true;
            closing |= last;
            somethingToDo.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void abort() {
        wake(true);
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }

    @Override
    public byte[] spare() {
        return new byte[0];
    }
}
