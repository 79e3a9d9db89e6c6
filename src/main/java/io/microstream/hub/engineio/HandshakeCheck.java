package io.microstream.hub.engineio;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Every check of a request to {@code /socket.io/}, in the original's order. Holds no state. */
final class HandshakeCheck {
    private static final List<String> TRANSPORTS = List.of("polling", "websocket");

    private final HttpServletRequest request;
    private final QueryString query;
    private final boolean upgrade;

    HandshakeCheck(HttpServletRequest request, QueryString query) {
        this.request = request;
        this.query = query;
        this.upgrade = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    /** Whether the peer wants a WebSocket. */
    boolean isUpgrade() {
        return upgrade;
    }

    /** What is wrong with the request, given the session that its sid names. */
    Optional<HandshakeError> error(Set<String> allowedOrigins, Optional<EngineSession> session) {
        Optional<String> transport = query.single("transport").filter(TRANSPORTS::contains);
        if (transport.isEmpty()) {
            return Optional.of(HandshakeError.UNKNOWN_TRANSPORT);
        }
        if (hasControlCharacter(request.getHeader("Origin"))) {
            return Optional.of(HandshakeError.BAD_REQUEST);
        }
        Optional<HandshakeError> error =
                namesNoSession() ? errorOfFirst(transport.get()) : errorOfLater(transport.get(), session);
        if (error.isEmpty() && !isAllowed(request.getHeader("Origin"), allowedOrigins)) {
            return Optional.of(HandshakeError.FORBIDDEN);
        }
        return error.isEmpty() && upgrade && !isSoundWebSocketHandshake()
                ? Optional.of(HandshakeError.BAD_REQUEST)
                : error;
    }

    /** As the original: an empty sid is none. */
    private boolean namesNoSession() {
        List<String> sids = query.all("sid");
        return sids.isEmpty() || sids.equals(List.of(""));
    }

    private Optional<HandshakeError> errorOfFirst(String transport) {
        if (!request.getMethod().equals("GET")) {
            return Optional.of(HandshakeError.BAD_HANDSHAKE_METHOD);
        }
        if (transport.equals("websocket") && !upgrade) {
            return Optional.of(HandshakeError.BAD_REQUEST);
        }
        if (!query.all("EIO").equals(List.of("4"))) {
            return Optional.of(HandshakeError.UNSUPPORTED_PROTOCOL_VERSION);
        }
        return Optional.empty();
    }

    private Optional<HandshakeError> errorOfLater(String transport, Optional<EngineSession> session) {
        if (session.isEmpty()) {
            return Optional.of(HandshakeError.UNKNOWN_SID);
        }
        if (!upgrade && !session.get().transportName().equals(transport)) {
            return Optional.of(HandshakeError.BAD_REQUEST);
        }
        return Optional.empty();
    }

    /** RFC 6455 §4.2.1. The servers let some of this pass, or answer it in words of their own. */
    private boolean isSoundWebSocketHandshake() {
        return request.getMethod().equals("GET")
                && request.getProtocol().equals("HTTP/1.1")
                && listsUpgrade(request.getHeaders("Connection"))
                && "13".equals(request.getHeader("Sec-WebSocket-Version"))
                && isKey(request.getHeader("Sec-WebSocket-Key"));
    }

    private static boolean listsUpgrade(Enumeration<String> connection) {
        while (connection.hasMoreElements()) {
            for (String token : connection.nextElement().split(",")) {
                if (token.trim().equalsIgnoreCase("upgrade")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key.trim()).length == 16;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private boolean isAllowed(String origin, Set<String> allowedOrigins) {
        return origin == null
                || allowedOrigins.isEmpty()
                || allowedOrigins.contains(origin.toLowerCase(Locale.ROOT))
                || isSameHost(origin);
    }

    private boolean isSameHost(String origin) {
        try {
            return String.valueOf(new URI(origin).getRawAuthority()).equalsIgnoreCase(request.getHeader("Host"));
        } catch (URISyntaxException noOrigin) {
            return false;
        }
    }

    private static boolean hasControlCharacter(String header) {
        return header != null && header.chars().anyMatch(c -> c < 0x20 && c != '\t' || c == 0x7f);
    }
}
