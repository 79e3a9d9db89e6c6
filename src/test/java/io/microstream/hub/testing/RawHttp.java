package io.microstream.hub.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that sends what it is told, well-formed or not. {@link #send} does not wait, so requests can
 * be pipelined or left alone; {@link #answer} reads the next answer.
 */
public final class RawHttp implements AutoCloseable {
    private final RawSocket socket;
    private final Deque<String> methods = new ArrayDeque<>();

    private RawHttp(RawSocket socket) {
        this.socket = socket;
    }

    public static RawHttp to(HubTarget hub) {
        return new RawHttp(RawSocket.to(hub));
    }

    public static RawHttp over(RawSocket socket) {
        return new RawHttp(socket);
    }

    /** A request on a connection of its own, and its answer. */
    public static HttpAnswer get(HubTarget hub, String target, String... headers) {
        return exchange(hub, "GET", target, "", headers);
    }

    /** A request with a text body on a connection of its own, and its answer. */
    public static HttpAnswer exchange(HubTarget hub, String method, String target, String body, String... headers) {
        try (RawHttp http = to(hub)) {
            return http.send(method, target, body, headers).answer();
        }
    }

    /** Sends a request without a body. */
    public RawHttp ask(String method, String target, String... headers) {
        return send(method, target, "", headers);
    }

    /** Sends a request; a body that is not empty gets its Content-Length, a POST always. */
    public RawHttp send(String method, String target, String body, String... headers) {
        return send(method, target, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public RawHttp send(String method, String target, byte[] body, String... headers) {
        List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Host: 127.0.0.1"));
        lines.addAll(List.of(headers));
        if (body.length > 0 || method.equals("POST")) {
            lines.add("Content-Length: " + body.length);
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return sendRaw(method, request.toByteArray());
    }

    /** Sends these bytes, which begin a request of this method (an answer to HEAD has no body). */
    public RawHttp sendRaw(String method, byte[] bytes) {
        methods.add(method);
        socket.send(bytes);
        return this;
    }

    public RawHttp sendRaw(String method, String text) {
        return sendRaw(method, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the next answer in full: by its length, its chunks, or to the end. */
    public HttpAnswer answer() {
        String status = socket.readLine();
        if (!status.startsWith("HTTP/1.")) {
            throw new AssertionError("No answer came but '" + status + "'");
        }
        List<String> headers = new ArrayList<>();
        for (String line = socket.readLine(); !line.isEmpty(); line = socket.readLine()) {
            headers.add(line);
        }
        HttpAnswer head = new HttpAnswer(Integer.parseInt(status.substring(9, 12)), headers, new byte[0]);
        if (head.status() == 100) {
            return answer();
        }
        String method = methods.isEmpty() ? "GET" : methods.remove();
        return new HttpAnswer(head.status(), headers, hasBody(method, head.status()) ? body(head) : head.body());
    }

    private static boolean hasBody(String method, int status) {
        return !method.equals("HEAD") && status >= 200 && status != 204 && status != 304;
    }

    private byte[] body(HttpAnswer head) {
        if (head.header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
            return chunks();
        }
        return head.header("Content-Length")
                .map(length -> socket.readExactly(Integer.parseInt(length)))
                .orElseGet(socket::readToEnd);
    }

    private byte[] chunks() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = socket.readLine().split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
            int length = Integer.parseInt(size, 16);
            body.writeBytes(socket.readExactly(length));
            socket.readLine();
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    /** The socket beneath, for what is no longer HTTP. */
    public RawSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.close();
    }
}
