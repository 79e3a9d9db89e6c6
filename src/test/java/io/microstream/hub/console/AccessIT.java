package io.microstream.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.HubProcess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see and do what: each role and nobody, forged and foreign requests. */
@ExtendWith(ConsoleHub.class)
@Timeout(180)
class AccessIT {
    private static final String LOG_LEVEL = "{\"level\":\"info\"}";

    private final HubProcess hub;

    AccessIT(HubProcess hub) {
        this.hub = hub;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api/session",
                "api/snapshot",
                "api/services",
                "api/services/orders",
                "api/calls",
                "api/attention",
                "api/events",
                "api/openapi.json",
                "api/nothing",
                "api//session",
                "api/./session",
                "api/session;a=b",
                "%61pi/session",
                "health/../api/session",
                "login/../api/session"
            })
    void nobodyGetsNothingOfTheApi(String path) {
        HttpAnswer answer = Console.nobody(hub).get(path);

        assertThat(answer.status()).as(answer.toString()).isIn(401, 400);
        assertThat(answer.text()).doesNotContain("heartbeatTimeoutMs").doesNotContain("\"user\"");
        if (answer.status() == 401) {
            assertThat(answer.header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(answer.header("WWW-Authenticate")).contains("Basic realm=\"MicroStream Hub\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "index.html", "js/main.js", "nothing"})
    void nobodyIsSentToTheLogin(String path) {
        HttpAnswer answer = Console.nobody(hub).get(path);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/admin/login"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"health/live", "health/ready", "health/started", "metrics"})
    void healthAndMetricsAreOpen(String path) {
        assertThat(Console.nobody(hub).get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "admin, wrong",
        "admin, ''",
        "viewer, correct-horse-battery",
        "admin, staple & battery=100 %",
        "root, correct-horse-battery",
    })
    void wrongPasswordIsNobody(String user, String password) {
        HttpAnswer answer = Console.with(hub, user, password).get("api/session");

        assertThat(answer.status()).isIn(401, 429);
        assertThat(answer.text()).doesNotContain("\"user\"");
    }

    @Test
    void eachRoleIsToldWhoItIs() {
        ConsoleLogin login = new ConsoleLogin(hub);

        assertThat(login.as("admin", ConsoleHub.ADMIN_PASSWORD)
                        .json("api/session")
                        .at("role")
                        .text())
                .isEqualTo("admin");
        assertThat(login.as("viewer", ConsoleHub.VIEWER_PASSWORD)
                        .json("api/session")
                        .at("role")
                        .text())
                .isEqualTo("viewer");
    }

    @Test
    void viewerLooksAndDoesNotAct() {
        Console viewer = new ConsoleLogin(hub).as("viewer", ConsoleHub.VIEWER_PASSWORD);

        assertThat(viewer.get("api/snapshot").status()).isEqualTo(200);
        for (String action : List.of("services/x/disconnect", "services/x/block", "drain", "log-level", "requests")) {
            assertThat(viewer.act("POST", "api/" + action, LOG_LEVEL).status())
                    .as(action)
                    .isEqualTo(403);
        }
        assertThat(viewer.act("DELETE", "api/services/x/block", "").status()).isEqualTo(403);
    }

    @Test
    void actionWithoutItsHeaderIsRefused() {
        Console admin = Console.admin(hub);

        assertThat(admin.send("POST", "api/log-level", LOG_LEVEL).status()).isEqualTo(403);
        assertThat(admin.and("X-MicroStream-Console: 0")
                        .send("POST", "api/log-level", LOG_LEVEL)
                        .status())
                .isEqualTo(403);
        assertThat(admin.act("POST", "api/log-level", LOG_LEVEL).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void foreignPageCanNotActEvenWithTheHeader(String foreign) {
        Console admin = Console.admin(hub).and(foreign);

        HttpAnswer answer = admin.act("POST", "api/log-level", LOG_LEVEL);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void foreignPageIsNotAllowedToAsk() {
        HttpAnswer preflight = Console.nobody(hub)
                .and("Origin: https://evil.example")
                .and("Access-Control-Request-Method: POST")
                .send("OPTIONS", "api/drain", "");

        assertThat(preflight.status()).isEqualTo(403);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void ownPageActs() {
        Console admin = Console.admin(hub).and("Origin: http://127.0.0.1").and("Sec-Fetch-Site: same-origin");

        assertThat(admin.act("POST", "api/log-level", LOG_LEVEL).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 127.0.0.1",
                "Authorization: Bearer admin",
                "Authorization: Basic !!!",
                "Cookie: microstream_hub=",
                "Cookie: microstream_hub=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Cookie: JSESSIONID=admin",
                "X-MicroStream-Console: 1"
            })
    void forgedHeaderIsNobody(String header) {
        assertThat(Console.nobody(hub).and(header).get("api/session").status()).isIn(401, 429);
    }

    @Test
    void cookieIsForThisSiteAndNoScript() {
        Console.admin(hub); // until the address does not have to wait
        HttpAnswer answer = new ConsoleLogin(hub).send("admin", ConsoleHub.ADMIN_PASSWORD);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie)
                        .matches("microstream_hub=[A-Za-z0-9_-]{43}; Path=/admin; Max-Age=43200; HttpOnly;"
                                + " SameSite=Strict"));
    }

    @Test
    void logOutEndsTheLogin() {
        Console admin = Console.admin(hub);
        assertThat(admin.get("api/session").status()).isEqualTo(200);

        assertThat(admin.act("POST", "logout", "").status()).isEqualTo(204);

        assertThat(admin.get("api/session").status()).isEqualTo(401);
        assertThat(Console.nobody(hub).get("logout").status()).isEqualTo(302); // a link logs nobody out
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "login", "health/live", "metrics", "api/session", "icon.svg"})
    void everyAnswerTellsTheBrowserToBeStrict(String path) {
        HttpAnswer answer = Console.nobody(hub).get(path);

        assertThat(answer.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void actionsStandInTheLogAndPasswordsDoNot() {
        Console admin = Console.admin(hub);

        admin.act("POST", "api/services/nobody-here/disconnect", "");

        assertThat(hub.output())
                .contains("Audit: logged in user=admin address=127.0.0.1")
                .contains("Audit: action user=admin address=127.0.0.1 action=POST"
                        + " /admin/api/services/nobody-here/disconnect status=404")
                .doesNotContain(ConsoleHub.ADMIN_PASSWORD)
                .doesNotContain(ConsoleHub.VIEWER_PASSWORD);
        assertThat(admin.get("api/snapshot").text()).doesNotContain(ConsoleHub.ADMIN_PASSWORD);
        assertThat(admin.get("metrics").text()).doesNotContain(ConsoleHub.ADMIN_PASSWORD);
    }
}
