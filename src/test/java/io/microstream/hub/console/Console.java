package io.microstream.hub.console;

import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Somebody who uses the console's addresses with these headers. */
record Console(HubTarget hub, List<String> headers) {
    static final String ACTION = "X-MicroStream-Console: 1";

    static Console nobody(HubTarget hub) {
        return new Console(hub, List.of());
    }

    static Console admin(HubTarget hub) {
        return new ConsoleLogin(hub).as("admin", ConsoleHub.ADMIN_PASSWORD);
    }

    static Console with(HubTarget hub, String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Console(
                hub, List.of("Authorization: Basic " + Base64.getEncoder().encodeToString(credentials)));
    }

    /** The same with another header. */
    Console and(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new Console(hub, more);
    }

    HttpAnswer get(String path) {
        return RawHttp.exchange(hub, "GET", "/admin/" + path, "", headers.toArray(String[]::new));
    }

    /** The JSON of an answer with 200. */
    Json json(String path) {
        HttpAnswer answer = get(path);
        if (answer.status() != 200) {
            throw new AssertionError(path + " gave " + answer);
        }
        return Json.of(answer.text());
    }

    HttpAnswer act(String method, String path, String body) {
        return and(ACTION).send(method, path, body);
    }

    HttpAnswer send(String method, String path, String body) {
        return RawHttp.exchange(hub, method, "/admin/" + path, body, headers.toArray(String[]::new));
    }
}
