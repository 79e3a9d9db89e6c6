package io.microstream.hub.console;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.RawHttp;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The form of the login page. */
record ConsoleLogin(HubTarget hub) {
    /** A browser that has logged in; waits while wrong passwords of other tests make its address wait. */
    Console as(String user, String password) {
        HttpAnswer[] answer = new HttpAnswer[1];
        Eventually.within(Duration.ofMinutes(2), () -> {
            answer[0] = send(user, password);
            return !answer[0].header("Location").orElse("").contains("wait=");
        });
        return browser(answer[0]);
    }

    /** A browser with the cookie of this answer. */
    Console browser(HttpAnswer answer) {
        String cookie = answer.header("Set-Cookie").orElseThrow(() -> new AssertionError("No login: " + answer));
        return Console.nobody(hub).and("Cookie: " + cookie.substring(0, cookie.indexOf(';')));
    }

    HttpAnswer send(String user, String password) {
        String form = "user=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        return RawHttp.exchange(hub, "POST", "/admin/login", form, "Content-Type: application/x-www-form-urlencoded");
    }
}
