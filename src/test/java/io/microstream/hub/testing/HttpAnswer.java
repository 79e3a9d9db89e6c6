package io.microstream.hub.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP answer as it stood on the wire, its body unchunked.
 *
 * @param headers in their order, as {@code Name: value}
 */
public record HttpAnswer(int status, List<String> headers, byte[] body) {
    public HttpAnswer {
        headers = List.copyOf(headers);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Status and body, the two things that most rows name: {@code 400 {"code":1,…}}. */
    public String line() {
        return body.length == 0 ? String.valueOf(status) : status + " " + text();
    }

    /** The first header of this name, whatever its case. */
    public Optional<String> header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(header -> header.substring(prefix.length()).trim())
                .findFirst();
    }

    @Override
    public String toString() {
        return line() + " " + headers;
    }
}
