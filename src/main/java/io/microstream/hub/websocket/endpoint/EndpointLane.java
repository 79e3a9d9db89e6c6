package io.microstream.hub.websocket.endpoint;

import io.microstream.hub.websocket.WebSocketAcceptor;
import io.microstream.hub.websocket.WebSocketLane;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Closeable;
import java.io.IOException;
import java.security.Principal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets the container's own WebSocket filter, further down the chain, upgrade to {@link HubEndpoint}. */
public final class EndpointLane implements WebSocketLane {
    private final int maxMessageBytes;
    private final Function<HttpServletRequest, Closeable> cutOffs;

    /**
     * @param maxMessageBytes the longest message to take; a longer one closes with 1009
     * @param cutOffs ends the connection of a request at once, where there is a way to
     */
    public EndpointLane(int maxMessageBytes, Function<HttpServletRequest, Closeable> cutOffs) {
        this.maxMessageBytes = maxMessageBytes;
        this.cutOffs = cutOffs;
    }

    @Override
    public String name() {
        return "endpoint";
    }

    @Override
    public void open(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, WebSocketAcceptor acceptor)
            throws IOException, ServletException {
        CheckedHandshake handshake = new CheckedHandshake(acceptor, maxMessageBytes, cutOffs.apply(request));
        chain.doFilter(new CheckedRequest(request, handshake), response);
    }

    private static final class CheckedRequest extends HttpServletRequestWrapper {
        private final CheckedHandshake handshake;

        CheckedRequest(HttpServletRequest request, CheckedHandshake handshake) {
            super(request);
            this.handshake = handshake;
        }

        @Override
        public Principal getUserPrincipal() {
            return handshake;
        }

        /** Payara closes a WebSocket that has both a principal and a session when the session ends. */
        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return null;
        }
    }
}
