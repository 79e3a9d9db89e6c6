package io.microstream.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.HubProcess;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hubs whose operator has set no password. */
@Timeout(300)
class KeyIT {
    private static final Pattern LINK =
            Pattern.compile("(?:http://localhost:\\d+| )/admin/\\?key=([A-Za-z0-9_-]{32})(?:]]|\\|#])?\\R");

    @Test
    void printedLinkLogsInOnceAndItsKeyGoesOnAsPassword() {
        try (HubProcess hub = HubProcess.start(Map.of("MICROSTREAM_METRICS", "protected"))) {
            Matcher link = LINK.matcher(hub.output());
            assertThat(link.find()).as(hub.output()).isTrue();
            String key = link.group(1);
            assertThat(link.find()).isFalse();

            HttpAnswer login = Console.nobody(hub).get("?key=" + key);

            assertThat(login.status()).isEqualTo(302);
            assertThat(login.header("Location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/admin/"));
            assertThat(new ConsoleLogin(hub)
                            .browser(login)
                            .json("api/session")
                            .at("role")
                            .text())
                    .isEqualTo("admin");
            HttpAnswer again = Console.nobody(hub).get("?key=" + key);
            assertThat(again.header("Set-Cookie")).isEmpty();
            assertThat(again.header("Location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("login?failed"));
            assertThat(Console.with(hub, "admin", key).get("api/session").status())
                    .isEqualTo(200);
            assertThat(Console.with(hub, "viewer", "").get("api/session").status())
                    .isEqualTo(401);
            assertThat(Console.nobody(hub).get("metrics").status()).isEqualTo(401);
            assertThat(Console.with(hub, "admin", key).get("metrics").status()).isEqualTo(200);
            wrongPasswordsAreSlowedDown(hub, key);
            drainSendsNewcomersAway(hub, new ConsoleLogin(hub).browser(login));
            assertThat(hub.output().indexOf(key)).isEqualTo(hub.output().lastIndexOf(key));
        }
    }

    private static void wrongPasswordsAreSlowedDown(HubProcess hub, String key) {
        HttpAnswer right = rightBehindWrong(hub, key);
        for (int i = 0;
                i < 4 && right.status() != 429;
                i++) { // this machine was slower than the first wait of a second
            right = rightBehindWrong(hub, key);
        }

        assertThat(right.status()).as("the right password has to wait too").isEqualTo(429);
        assertThat(right.header("Retry-After")).isPresent();
        assertThat(new ConsoleLogin(hub).send("admin", key).header("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("login?wait="));
        assertThat(hub.output()).contains("Audit: login failed user=admin address=127.0.0.1");
    }

    private static HttpAnswer rightBehindWrong(HubProcess hub, String key) {
        int last = 0;
        for (int i = 0; i < 10 && last != 429; i++) {
            last = Console.with(hub, "admin", "wrong-" + i).get("api/session").status();
        }
        return Console.with(hub, "admin", key).get("api/session");
    }

    private static void drainSendsNewcomersAway(HubProcess hub, Console browser) {
        assertThat(browser.act("POST", "api/drain", "").status()).isEqualTo(202);

        io.microstream.hub.testing.Eventually.within(
                java.time.Duration.ofSeconds(10),
                () -> browser.json("api/snapshot").at("hub", "state").text().equals("DRAINING"));
        assertThat(browser.json("api/snapshot").at("hub", "drainEndsAt").number())
                .isPositive();
        assertThat(Console.nobody(hub).get("health/ready").status()).isEqualTo(503);
    }

    @Test
    void silentHubWithoutPasswordStaysClosed() {
        try (HubProcess hub = HubProcess.start(Map.of("LOG_LEVEL", "silent"))) {
            assertThat(hub.output()).doesNotContain("key=");
            assertThat(Console.nobody(hub).get("health/live").status()).isEqualTo(200);
            assertThat(Console.nobody(hub).get("api/session").status()).isEqualTo(401);
            assertThat(Console.with(hub, "admin", "").get("api/session").status())
                    .isEqualTo(401);
            assertThat(Console.nobody(hub).get("?key=").header("Set-Cookie")).isEmpty();
        }
    }
}
