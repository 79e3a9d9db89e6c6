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

/** The console before the first service, with five hundred, for a viewer, without a connection, and in the end. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConsoleStatesIT {
    private static final int MANY = 500;
    private static final int MOST_ROWS = 60;

    private HubProcess hub;
    private Chromium browser;
    private ConsolePage page;

    @BeforeEach
    void start() throws Exception {
        Chromium.require();
        NodeScripts.requireNode();
        NodeScripts.install();
        hub = ConsoleHub.start();
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
    void viewerLooksAndCannotAct() {
        try (LiveService service = LiveService.answering(hub, "orders")) {
            page.logIn("viewer", ConsoleHub.VIEWER_PASSWORD);
            page.open(service.name());

            assertThat(page.shown("service-drawer .danger, service-drawer .try"))
                    .isEmpty();
            assertThat(page.text("service-drawer .offer")).contains("need the user admin");
            assertThat(page.act("POST", "api/services/orders/disconnect", Map.of("X-MicroStream-Console", "1")))
                    .isEqualTo(403);
            assertThat(service.hasEnded()).isFalse();
        }
    }

    @Test
    void fiveHundredServicesAreAMatrixAndFewRows() throws Exception {
        List<RawService> services = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            services.add(RawService.websocket(hub, "service-" + number).join());
        }
        for (int round = 0; round < 3; round++) {
            for (int number = 0; number < MANY; number++) {
                int other = (number / 10 * 10 + number * 7 % 10 + round) % MANY;
                services.get(number).request("service-" + other, "{\"id\":\"r-" + round + "\",\"event\":\"get\"}");
            }
        }

        page.logIn("admin", ConsoleHub.PASSWORD);

        page.await("all of them", () -> page.text("service-table header").contains(MANY + " connected"));
        page.await("their calls", () -> page.flag("document.querySelectorAll('call-matrix .cell').length > 900"));
        assertThat(page.flag("document.querySelectorAll('service-table tr').length <= " + MOST_ROWS))
                .isTrue();
        browser.screenshot("light-500");
        page.script("document.querySelector('service-table .scroll').scrollTop = 1e6");
        page.await("the last row", () -> page.shown("service-table .name .cut").contains("service-99"));
        page.script("document.querySelector('call-matrix .scroll').focus()");
        page.press(org.openqa.selenium.Keys.ARROW_DOWN);
        page.press(org.openqa.selenium.Keys.ENTER);
        page.await("the drawer", () -> page.text("service-drawer h2").startsWith("service-"));
        page.press(org.openqa.selenium.Keys.ESCAPE);
        assertThat(page.seriousFaults()).isEmpty();
        browser.prefersDark(true);
        browser.screenshot("dark-500");
        browser.size(390, 844);
        page.await("the list of pairs", () -> page.shown("call-pairs .names").size() > 10);
        assertThat(page.flag("document.documentElement.scrollWidth <= 390")).isTrue();
        browser.screenshot("phone-500");
        assertThat(browser.complaints()).isEmpty();
        services.forEach(RawService::close);
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
        hub.close();
        page.await("no connection", () -> page.text(".lost").contains("Not connected for"));
        assertThat(page.text(".lost")).contains("what you see is from");
        assertThat(page.flag("document.documentElement.classList.contains('offline')"))
                .isTrue();
        browser.screenshot("offline");
        callee.close();
        caller.close();
    }
}
