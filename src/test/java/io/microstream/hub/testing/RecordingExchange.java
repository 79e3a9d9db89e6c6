package io.microstream.hub.testing;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An HTTP exchange that may be answered later, as a container would bring it; writes down its answer. */
public final class RecordingExchange {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = HttpServletResponse.SC_OK;
    private boolean complete;

    public HttpServletRequest request() {
        return proxy(HttpServletRequest.class);
    }

    public HttpServletResponse response() {
        return proxy(HttpServletResponse.class);
    }

    /** Status and body, or {@code waiting}. */
    public String answer() {
        return complete ? (status + " " + body.toString(StandardCharsets.UTF_8)).strip() : "waiting";
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> called(called, arguments)));
    }

    private @Nullable Object called(Method called, Object @Nullable [] arguments) {
        switch (called.getName()) {
            case "startAsync" -> {
                return proxy(AsyncContext.class);
            }
            case "getOutputStream" -> {
                return new Body();
            }
            case "setStatus" -> status = arguments == null ? 0 : (Integer) arguments[0];
            case "complete" -> complete = true;
            case "getHeader", "setTimeout", "addListener", "setHeader", "setContentType", "setContentLength" -> {}
            default -> throw new UnsupportedOperationException(called.getName().toLowerCase(Locale.ROOT));
        }
        return null;
    }

    /** Takes everything at once. */
    private final class Body extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            try {
                listener.onWritePossible();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public void write(int b) {
            body.write(b);
        }
    }
}
