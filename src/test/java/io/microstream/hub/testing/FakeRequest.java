package io.microstream.hub.testing;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as a container would bring it, as far as a check of its method, protocol and headers goes. */
public final class FakeRequest {
    private final String method;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String protocol = "HTTP/1.1";
    private String address = "127.0.0.1";

    private FakeRequest(String method) {
        this.method = method;
    }

    public static FakeRequest of(String method) {
        return new FakeRequest(method).header("Host", "hub.example:3000");
    }

    /** A WebSocket handshake without fault. */
    public static FakeRequest upgrade() {
        return of("GET")
                .header("Upgrade", "websocket")
                .header("Connection", "Upgrade")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    public FakeRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public FakeRequest without(String name) {
        headers.remove(name);
        return this;
    }

    public FakeRequest protocol(String changed) {
        protocol = changed;
        return this;
    }

    /** The address of whoever sends it, as the socket says. */
    public FakeRequest from(String remoteAddress) {
        address = remoteAddress;
        return this;
    }

    public HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> answer(called, arguments));
    }

    private @Nullable Object answer(Method called, Object @Nullable [] arguments) {
        String first = arguments == null ? "" : String.valueOf(arguments[0]);
        return switch (called.getName()) {
            case "getMethod" -> method;
            case "getProtocol" -> protocol;
            case "getRemoteAddr" -> address;
            case "getHeader" -> headers.get(first);
            case "getHeaders" ->
                Collections.enumeration(headers.containsKey(first) ? List.of(headers.get(first)) : List.of());
            default -> throw new UnsupportedOperationException(called.getName().toLowerCase(Locale.ROOT));
        };
    }
}
