package io.microstream.hub.engineio.polling;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;

/** Receives one POST without blocking and answers it. */
final class PostBody implements ReadListener {
    private static final byte[] OK = {'o', 'k'};
    private static final int TOO_LARGE = 413;
    private static final int FIRST_BYTES = 1024;
    private static final int CHUNK_BYTES = 8192;

    private final ServletInputStream in;
    private final AsyncAnswer answer;
    private final PollingTransport transport;
    private final int maxBytes;
    private byte[] body;
    private int length;
    private boolean finished;

    private PostBody(
            ServletInputStream in, AsyncAnswer answer, PollingTransport transport, int maxBytes, long announced) {
        this.in = in;
        this.answer = answer;
        this.transport = transport;
        this.maxBytes = maxBytes;
        // What is announced is not yet there: a peer that announces much and sends little costs little.
        this.body = new byte[(int) Math.min(Math.max(announced, 0), FIRST_BYTES)];
    }

    /** Reads the request's body; the transport gets its packets, and the peer {@code ok}. */
    static void read(HttpServletRequest request, AsyncAnswer answer, PollingTransport transport, int maxBytes)
            throws IOException {
        long announced = request.getContentLengthLong();
        PostBody post = new PostBody(request.getInputStream(), answer, transport, maxBytes, announced);
        if (announced > maxBytes) {
            post.tooLarge(announced);
            return;
        }
        answer.whenGone(post::cutShort);
        post.in.setReadListener(post);
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!finished && in.isReady()) {
            if (length == body.length) {
                body = Arrays.copyOf(body, Math.max(CHUNK_BYTES, body.length * 2));
            }
            int read = in.read(body, length, body.length - length);
            if (read < 0) {
                return;
            }
            length += read;
            if (length > maxBytes) {
                tooLarge(length);
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (finished) {
            return;
        }
        finished = true;
        try {
            transport.received(body, length);
        } finally {
            transport.endReceiving();
            answer.send("text/html", OK, false, () -> {});
        }
    }

    @Override
    public void onError(Throwable peerGone) {
        cutShort();
    }

    private void cutShort() {
        if (!finished) {
            finished = true;
            transport.endReceiving();
            transport.misused();
            answer.sendEmpty(400);
        }
    }

    private void tooLarge(long bytes) {
        finished = true;
        transport.tooLarge(bytes);
        transport.endReceiving();
        answer.sendEmpty(TOO_LARGE);
    }
}
