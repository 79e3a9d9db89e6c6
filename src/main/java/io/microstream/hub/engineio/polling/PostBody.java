package io.microstream.hub.engineio.polling;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Receives one POST and answers it. A body that is there already, as nearly all are, is read at once; a slow one
 * without holding a thread.
 */
final class PostBody implements ReadListener {
    private static final byte[] OK = "ok".getBytes(StandardCharsets.US_ASCII);
    private static final String HTML = "text/html"; // as the original
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int FIRST_BYTES = 1024;
    private static final int CHUNK_BYTES = 8192;

    private final ServletInputStream in;
    private final AsyncAnswer answer;
    private final PollingTransport transport;
    private final int maxBytes;
    private final long announced;
    private final AtomicBoolean finished = new AtomicBoolean();
    private byte[] body;
    private int length;

    private PostBody(
            ServletInputStream in, AsyncAnswer answer, PollingTransport transport, int maxBytes, long announced) {
        this.in = in;
        this.answer = answer;
        this.transport = transport;
        this.maxBytes = maxBytes;
        this.announced = announced;
        // What is announced is not yet there: a peer that announces much and sends little costs little.
        this.body = new byte[(int) Math.min(Math.max(announced, 0), FIRST_BYTES)];
    }

    /** Reads the request's body; the transport gets its packets, and the peer {@code ok}. */
    static void receive(
            HttpServletRequest request, HttpServletResponse response, PollingTransport transport, int maxBytes)
            throws IOException {
        long announced = request.getContentLengthLong();
        if (announced > maxBytes) {
            transport.tooLarge(announced);
            transport.endReceiving();
            response.setStatus(TOO_LARGE);
            return;
        }
        ServletInputStream in = request.getInputStream();
        if (announced >= 0 && in.available() >= announced) {
            receiveAtOnce(in.readNBytes((int) announced), response, transport);
            return;
        }
        AsyncAnswer answer = new AsyncAnswer(request, response);
        PostBody post = new PostBody(in, answer, transport, maxBytes, announced);
        answer.whenGone(post::cutShort);
        in.setReadListener(post);
    }

    private static void receiveAtOnce(byte[] body, HttpServletResponse response, PollingTransport transport)
            throws IOException {
        try {
            transport.received(body, body.length);
        } finally {
            transport.endReceiving();
        }
        response.setContentType(HTML);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(OK.length);
        response.getOutputStream().write(OK);
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!finished.get() && in.isReady()) {
            if (length == body.length) {
                body = Arrays.copyOf(body, Math.max(CHUNK_BYTES, body.length * 2));
            }
            int read = in.read(body, length, body.length - length);
            if (read < 0) {
                return;
            }
            length += read;
            if (length > maxBytes) {
                tooLarge();
            } else if (length == announced) {
                onAllDataRead();
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (finished.compareAndSet(false, true)) {
            // Behind the report of the end that Payara may have queued too: it fails if the exchange is over by then.
            answer.later(this::finish);
        }
    }

    private void finish() {
        try {
            transport.received(body, length);
        } finally {
            transport.endReceiving();
            answer.send(HTML, OK, false, () -> {});
        }
    }

    @Override
    public void onError(Throwable peerGone) {
        cutShort();
    }

    private void cutShort() {
        if (finished.compareAndSet(false, true)) {
            transport.endReceiving();
            transport.misused();
            answer.sendEmpty(BAD_REQUEST);
        }
    }

    private void tooLarge() {
        if (finished.compareAndSet(false, true)) {
            transport.tooLarge(length);
            transport.endReceiving();
            answer.sendEmpty(TOO_LARGE);
        }
    }
}
