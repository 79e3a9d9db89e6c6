package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.LiveService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** The console in a real browser, on a running hub with twelve services that call each other, lag, fail and vanish. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConsoleIT {
    private static final String BEYOND_THE_WINDOW = "const page = document.documentElement;"
            + "return (page.scrollWidth - innerWidth) + ' × ' + (page.scrollHeight - innerHeight)";

    private static final String ANSWER = "service-drawer .answer";

    private HubProcess hub;
    private Shop shop;
    private Chromium browser;
    private ConsolePage page;

    @BeforeAll
    void open() throws Exception {
        Chromium.require();
        NodeScripts.requireNode();
        NodeScripts.install();
        hub = ConsoleHub.start();
        shop = new Shop(hub).open();
        browser = Chromium.start();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (shop != null) {
            shop.close();
        }
        if (hub != null) {
            hub.close();
        }
    }

    @BeforeEach
    void logIn() {
        browser.prefersDark(true);
        browser.size(1440, 900);
        page = new ConsolePage(browser, hub.url()).logIn("admin", ConsoleHub.PASSWORD);
    }

    @AfterEach
    void nothingIsComplainedAboutAndNobodyElseIsAsked() {
        assertThat(browser.complaints()).as("complaints of the browser").isEmpty();
        assertThat(browser.origins()).as("who is asked").containsOnly(hub.url().toString());
    }

    @Test
    void mapShowsTheCallsThatWereReallyMade() {
        page.await("every call", () -> page.edges().containsAll(Shop.pairs()));

        assertThat(page.edges()).isEqualTo(Shop.pairs());
        assertThat(page.shown("call-map .node .name tspan:first-child")).containsAll(Shop.NAMES);
        browser.screenshot("dark-12");
        browser.prefersDark(false);
        browser.screenshot("light-12");
    }

    @Test
    void slowAndUnansweredCallsStandOut() {
        page.await(
                "the slow call",
                () -> page.shown("call-map .edge.warn[data-callee=payment] text").stream()
                        .anyMatch(label -> label.startsWith("▲")));
        page.await(
                "who does not answer",
                () -> page.shown("call-map .edge[data-callee=report] text").contains("no answer"));
    }

    @Test
    void numbersOnThePageAreThoseOfTheApi() {
        page.await("calls", () -> page.edges().containsAll(Shop.pairs()));
        page.script("window.seen = new Map(); const source = new EventSource('api/events');"
                + "source.addEventListener('snapshot', e => { const s = JSON.parse(e.data); seen.set(s.at, s); });");
        page.await("snapshots", () -> page.flag("seen.size > 2"));
        page.press("p");
        page.await("the pause", () -> page.text(".lost").startsWith("Paused"));

        Object differences = page.async("const f = await import('./js/format.js');"
                + "const shown = document.querySelector('.lost').textContent.split(' from ')[1];"
                + "const s = [...seen.values()].find(one => f.clock(one.at) === shown);"
                + "if (!s) return ['no snapshot of ' + shown];"
                + "const cell = (row, name) => row.querySelector('.c-' + name).textContent;"
                + "const wrong = [];"
                + "const same = (what, a, b) => a === b || wrong.push(what + ': ' + a + ' for ' + b);"
                + "for (const one of s.services) {"
                + "  const row = document.querySelector(`service-table tr[data-name='${one.name}']`);"
                + "  same(one.name + ' in', cell(row, 'in'), f.rate(one.in.rate));"
                + "  same(one.name + ' out', cell(row, 'out'), f.rate(one.out.rate));"
                + "  same(one.name + ' p50', cell(row, 'p50'), f.duration(one.p50Ms));"
                + "  same(one.name + ' p99', cell(row, 'p99'), f.duration(one.p99Ms));"
                + "  same(one.name + ' errors', cell(row, 'errors'), f.share(one.errorShare));"
                + "  same(one.name + ' in flight', cell(row, 'flight'), f.count(one.inFlight));"
                + "  same(one.name + ' waiting', cell(row, 'waiting'), f.bytes(one.bytesWaiting));"
                + "}"
                + "same('requests', document.querySelector('[data-tile=requestRate] .number').textContent, f.rate(s.tiles.requestRate.value));"
                + "same('services', document.querySelector('[data-tile=services] .number').textContent, f.count(s.tiles.services.value));"
                + "return wrong");

        assertThat((List<?>) differences).isEmpty();
    }

    @Test
    void attentionNamesTheServiceThatVanished() {
        shop.join("courier");
        page.await("the newcomer", () -> page.shown("service-table .name .cut").contains("courier"));

        shop.vanish("courier");

        page.await("its name in Attention", () -> page.text("hub-attention li").contains("courier vanished"));
        assertThat(browser.driver().getTitle()).contains("broken");
        assertThat(page.shown("call-map .node.gone .name tspan:first-child")).contains("courier");
        assertThat(page.text("#announcer")).contains("courier");
        browser.screenshot("vanished");
    }

    @Test
    void tryItGetsItsAnswer() {
        page.open("users");
        page.find("service-drawer .try input").clear();
        page.find("service-drawer .try input").sendKeys("get", Keys.ENTER);

        page.await("the answer", () -> page.text(ANSWER).contains("\"from\": \"users\""));
        assertThat(page.text(ANSWER)).contains("Answered in");
        browser.screenshot("drawer");
    }

    @Test
    void tryItShowsThatNoAnswerCame() {
        page.open("report");
        page.find("service-drawer .try input[type=number]").clear();
        page.find("service-drawer .try input[type=number]").sendKeys("1");
        page.find("service-drawer .try input").clear();
        page.find("service-drawer .try input").sendKeys("get", Keys.ENTER);

        page.await("the end of the wait", () -> page.text(ANSWER).contains("timeout"));
    }

    @Test
    void disconnectDisconnectsAfterOneMoreQuestion() {
        LiveService guest = shop.join("guest");
        page.open("guest");

        page.click("service-drawer .offer .danger");
        assertThat(page.text("service-drawer .ask")).contains("Disconnect guest?", "back in about a second");
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Keep");
        assertThat(guest.hasEnded()).isFalse();
        page.click("service-drawer .ask .danger");

        Eventually.within(ConsolePage.PATIENCE, guest::hasEnded);
    }

    @Test
    void blockedNameIsListedAndCanBeUnblocked() {
        LiveService pirate = shop.join("pirate");
        page.open("pirate");
        page.click("service-drawer .offer .danger:nth-of-type(2)");
        assertThat(page.text("service-drawer .ask")).contains("stays mute until its process restarts");
        page.click("service-drawer .ask .danger");

        Eventually.within(ConsolePage.PATIENCE, pirate::hasEnded);
        page.await("the list", () -> page.text("hub-attention summary").contains("1 blocked name"));
        page.click("hub-attention summary");
        page.click("hub-attention .folds .link");
        page.await("no more list", () -> !page.text("hub-attention summary").contains("blocked"));
    }

    @Test
    void keyboardAloneFindsOpensAndCloses() {
        page.press("/");
        page.press("pay");
        page.await("the row", () -> page.shown("service-table .name .cut").equals(List.of("payment")));
        page.press(Keys.ESCAPE);
        page.script("document.querySelector('service-table tbody tr[data-name]').focus()");
        page.press(Keys.ENTER);
        page.await("the drawer", () -> page.text("service-drawer h2").equals("payment"));
        page.press(Keys.ESCAPE);

        page.await("no drawer", () -> page.shown("service-drawer h2").isEmpty());
        assertThat(page.flag("document.activeElement.dataset.name === 'payment'"))
                .isTrue();
        page.press("?");
        assertThat(page.text("dialog[open]")).contains("filter the services");
        page.press(Keys.ESCAPE);
    }

    @Test
    void arrowKeysMoveInTheTable() {
        page.await("all rows", () -> page.shown("service-table .name .cut").containsAll(Shop.NAMES));
        page.script("document.querySelector('service-table tbody tr[tabindex=\"0\"]').focus()");
        Object first = page.script("return document.activeElement.dataset.name");

        page.press(Keys.ARROW_DOWN);

        assertThat(page.script("return document.activeElement.dataset.name")).isNotEqualTo(first);
        page.press(Keys.HOME);
        assertThat(page.script("return document.activeElement.rowIndex")).isNotNull();
    }

    @Test
    void tileFiltersTheWholePage() {
        page.await(
                "the slow one", () -> page.shown("service-table tr .c-p99.hot").size() > 0);

        page.click("[data-tile=p99Ms]");

        page.await(
                "only slow ones",
                () -> page.shown("service-table .name .cut").stream()
                        .allMatch(name -> name.equals("payment") || name.equals("checkout")));
        assertThat(page.text("service-table .chip")).startsWith("p99");
        page.click("service-table .chip");
        page.await("all", () -> page.shown("service-table .name .cut").containsAll(Shop.NAMES));
    }

    @Test
    void everythingFitsOnAPhone() {
        browser.size(390, 844);
        page.await("the map", () -> page.edges().containsAll(Shop.pairs()));

        assertThat(page.flag("document.documentElement.scrollWidth <= 390")).isTrue();
        browser.screenshot("phone");
        page.script("document.querySelector('call-map').scrollIntoView()");
        browser.screenshot("phone-map");
        page.open("payment");
        assertThat(page.flag("document.querySelector('service-drawer').offsetWidth === 390"))
                .isTrue();
        browser.screenshot("phone-drawer");
    }

    @Test
    void pageFitsTheDeskWithoutScrolling() {
        page.await("calls", () -> page.edges().containsAll(Shop.pairs()));

        assertThat(page.script(BEYOND_THE_WINDOW)).isEqualTo("0 × 0");
        browser.size(1180, 700);
        assertThat(page.script(BEYOND_THE_WINDOW)).isEqualTo("0 × 0");
        browser.screenshot("small");
    }

    @Test
    void axeFindsNoSeriousFault() throws Exception {
        page.await("calls", () -> page.edges().containsAll(Shop.pairs()));
        page.open("payment");
        page.await(
                "its requests",
                () -> page.shown("service-drawer .requests tbody tr").size() > 3);

        assertThat(page.seriousFaults()).isEmpty();
        browser.prefersDark(false);
        assertThat(page.seriousFaults()).isEmpty();
    }
}
