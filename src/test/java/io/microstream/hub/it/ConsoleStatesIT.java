package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.LiveService;
import io.microstream.hub.testing.RawService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** The console before the first service, with five hundred, without a connection, and in the end. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConsoleStatesIT {
    private static final int MANY = 500;
    private static final int MOST_ROWS = 60;
    private static final String CURSOR_IN_SIGHT = """
            (() => {
              const box = (part) => document.querySelector(`call-matrix ${part}`).getBoundingClientRect();
              const cursor = box('.cursor');
              const frame = box('.scroll');
              return cursor.top > frame.top && cursor.bottom < frame.bottom
                  && cursor.left > frame.left && cursor.right < frame.right;
            })()""";

    private HubProcess hub;
    private Chromium browser;
    private ConsolePage page;

    @BeforeEach
    void start() throws Exception {
        Chromium.require();
        NodeScripts.requireNode();
        NodeScripts.install();
        hub = ConsoleHub.patient();
        browser = Chromium.start();
        browser.size(1440, 900);
        page = new ConsolePage(browser, hub.url());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (hub != null) {
            hub.close();
        }
    }

    @Test
    void beforeTheFirstServiceTheSnippetHasTheRealAddress() throws Exception {
        page.fillLogin("admin", "a guess");
        page.await("why not", () -> page.text(".failed").contains("wrong"));
        assertThat(page.seriousFaults()).isEmpty();
        browser.screenshot("login");
        // The browser names the refused form by its status; that is no fault of the page.
        browser.complaints();

        page.logIn("admin", ConsoleHub.PASSWORD);

        page.await("the snippet", () -> page.text("first-service pre").contains("io(\"" + hub.url() + "\""));
        assertThat(page.text("hub-attention")).contains("Nothing needs you.");
        assertThat(browser.driver().getTitle()).startsWith("No service yet");
        assertThat(page.seriousFaults()).isEmpty();
        browser.screenshot("empty");
        try (LiveService first = LiveService.answering(hub, "hello")) {
            page.await(
                    "the first service",
                    () -> page.shown("service-table .name .cut").contains(first.name()));
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void fiveHundredServicesAreAMatrixAndFewRows() throws Exception {
        List<RawService> services = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            services.add(RawService.websocket(hub, "service-" + number).join());
        }
        callEachOther(services);

        page.logIn("admin", ConsoleHub.PASSWORD);

        page.await("all of them", () -> page.text("service-table header").contains(MANY + " connected"));
        page.await("their calls", () -> page.flag("document.querySelectorAll('call-matrix .cell').length > 900"));
        page.await("what is wrong", () -> page.text("hub-attention").contains("failed 100"));
        page.await("the worst pair in sight", () -> page.flag(CURSOR_IN_SIGHT));
        assertThat(page.flag("document.querySelectorAll('service-table tr').length <= " + MOST_ROWS))
                .isTrue();
        browser.screenshot("light-500");
        browser.prefersDark(true);
        browser.screenshot("dark-500");
        page.script("document.querySelector('service-table .scroll').scrollTop = 1e6");
        page.await("the last row", () -> page.shown("service-table .name .cut").contains("service-99"));
        page.script("document.querySelector('call-matrix .scroll').focus()");
        page.press(Keys.ARROW_DOWN);
        page.press(Keys.ENTER);
        page.await("the drawer", () -> page.text("service-drawer h2").startsWith("service-"));
        page.closeDrawer();
        assertThat(page.seriousFaults()).isEmpty();
        browser.size(390, 844);
        page.await("the list of pairs", () -> page.shown("call-pairs .names").size() > 10);
        page.await("all in the width", () -> page.flag("document.documentElement.scrollWidth <= 390"));
        browser.screenshot("phone-500");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.origins()).containsOnly(hub.url().toString());
        services.forEach(RawService::close);
    }

    /** In groups of ten, some busier than others; one of each hundred fails all that it is asked. */
    private static void callEachOther(List<RawService> services) {
        for (int number = 0; number < MANY; number++) {
            RawService caller = services.get(number);
            for (int round = 0; round < 3; round++) {
                int other = (number / 10 * 10 + (number % 10 + 1 + 2 * round) % 10 + (round == 2 ? 10 : 0)) % MANY;
                int often = number % 10 == 0 ? 25 : number % 3 == 0 ? 6 : 1;
                for (int time = 0; time < often; time++) {
                    exchange(caller, services.get(other), "r-" + round + "-" + time, other % 100 == 42);
                }
            }
        }
    }

    private static void exchange(RawService caller, RawService callee, String id, boolean fails) {
        String payload = "{\"id\":\"" + id + "\",\"event\":\"get\"}";
        String response = fails ? "{\"error\":{\"code\":\"NO_STOCK\",\"message\":\"nothing left\"}}" : "true";
        caller.request(callee.name(), payload);
        callee.expectRequest(payload);
        callee.respond('"' + id + '"', response);
        caller.expectResponse('"' + id + '"', response);
    }

    @Test
    void hubThatDrainsSaysSoAndOneThatIsAwayToo() {
        LiveService callee = LiveService.join(hub, "slow", packet -> {});
        RawService caller = RawService.websocket(hub, "caller").join();
        caller.request("slow", "{\"id\":\"r-1\",\"event\":\"get\"}");
        page.logIn("admin", ConsoleHub.PASSWORD);
        page.await("both", () -> page.text("service-table header").contains("2 connected"));

        assertThat(page.act("POST", "api/drain", Map.of("X-MicroStream-Console", "1")))
                .isEqualTo(202);

        page.await("DRAINING", () -> page.text("hub-header .state").contains("DRAINING"));
        assertThat(page.text("hub-header .reason")).contains("1 in flight, closes in");
        browser.screenshot("draining");
        callee.close();
        caller.close();
        hub.close();
        page.await("no connection", () -> page.text(".lost").contains("Not connected for"));
        assertThat(page.text(".lost")).contains("what you see is from");
        assertThat(page.flag("document.documentElement.classList.contains('offline')"))
                .isTrue();
        browser.screenshot("offline");
    }
}
