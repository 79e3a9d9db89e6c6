package io.microstream.hub.engineio.polling;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP answer that is given later, from any thread, without blocking it: a peer that does not read holds nobody.
 */
final class AsyncAnswer {
    private static final Logger LOGGER = System.getLogger(AsyncAnswer.class.getName());

    private final AsyncContext context;
    private final HttpServletResponse response;
    private final @Nullable String acceptEncoding;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final PollWatch watch;
    private volatile Runnable gone = () -> {};

    /** Puts the request to sleep until {@link #send} or {@link #sendEmpty}. */
    AsyncAnswer(HttpServletRequest request, HttpServletResponse response) {
        this.response = response;
        this.acceptEncoding = request.getHeader("Accept-Encoding");
        this.context = request.startAsync(request, response);
        context.setTimeout(0); // the session's own pings find a peer that is gone
        context.addListener(new Watch());
        this.watch = PayaraPollWatch.of(request, this::peerGone);
    }

    /** Runs {@code action} if the peer goes away before it was answered. */
    void whenGone(Runnable action) {
        gone = action;
    }

    /** Has the server look from now on whether the peer is still there, where it does not by itself. */
    void watchPeer() {
        watch.begin();
    }

    /** The peer has closed its connection. */
    void peerGone() {
        if (claim()) {
            gone.run();
            complete();
        }
    }

    /** Whether this is the one outcome of the exchange. */
    private boolean claim() {
        if (!answered.compareAndSet(false, true)) {
            return false;
        }
        watch.end(); // before a byte of the answer is written: then the peer may send its next request
        return true;
    }

    /** Whether the peer takes gzip; looked up only for what is worth it. */
    boolean takesGzip() {
        if (acceptEncoding == null) {
            return false;
        }
        for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = coding.strip().split("\\s*;\\s*", 2);
            if (parts[0].equals("gzip")) {
                return parts.length == 1 || !parts[1].matches("q\\s*=\\s*0(\\.0*)?");
            }
        }
        return false;
    }

    /** Runs work that takes its time on a thread of the container; on this one if the exchange has ended meanwhile. */
    void later(Runnable work) {
        try {
            context.start(work);
        } catch (RuntimeException ended) {
            LOGGER.log(Level.DEBUG, "A peer has gone before its answer.", ended);
            work.run();
        }
    }

    /** Answers with a body; only the first answer counts. {@code done} runs once, whatever becomes of it. */
    void send(String contentType, byte[] body, boolean gzipped, Runnable done) {
        if (!claim()) {
            done.run();
            return;
        }
        try {
            if (gzipped) {
                response.setHeader("Content-Encoding", "gzip");
            }
            response.setContentType(contentType);
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(body.length);
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new Body(out, body, done));
        } catch (IOException | RuntimeException peerGone) {
            LOGGER.log(Level.DEBUG, "A peer has gone before its answer.", peerGone);
            done.run();
            complete();
        }
    }

    /** Answers with a bare status; only the first answer counts. */
    void sendEmpty(int status) {
        if (claim()) {
            response.setStatus(status);
            response.setContentLength(0);
            complete();
        }
    }

    private void complete() {
        try {
            context.complete();
        } catch (RuntimeException already) {
            LOGGER.log(Level.DEBUG, "The container has ended this exchange already.", already);
        }
    }

    /** Writes one body as fast as the peer reads it. */
    private final class Body implements WriteListener {
        private final ServletOutputStream out;
        private final byte[] body;
        private final Runnable done;
        private final AtomicBoolean finished = new AtomicBoolean();
        private boolean written;

        Body(ServletOutputStream out, byte[] body, Runnable done) {
            this.out = out;
            this.body = body;
            this.done = done;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (written) {
                    finish();
                    return;
                }
                written = true;
                out.write(body);
            }
        }

        @Override
        public void onError(Throwable peerGone) {
            finish();
        }

        private void finish() {
            if (finished.compareAndSet(false, true)) {
                done.run();
                complete();
            }
        }
    }

    /** Hears from the container that the peer is gone. */
    private final class Watch implements AsyncListener {
        @Override
        public void onError(AsyncEvent event) {
            peerGone();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            peerGone();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            if (claim()) {
                gone.run();
            }
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
