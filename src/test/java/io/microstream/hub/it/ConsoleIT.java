package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.LiveService;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** The console in a real browser, on a running hub with twelve services that call each other, lag, fail and vanish. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ConsoleIT {
    private static final String BEYOND_THE_WINDOW = "const page = document.documentElement;"
            + "return (page.scrollWidth - innerWidth) + ' × ' + (page.scrollHeight - innerHeight)";

    /** What stands on the line of a pair, or would if there were room for it. */
    private static final String LABEL = "return document.querySelector("
            + "`call-map .edge[data-caller=\"${arguments[0]}\"][data-callee=\"${arguments[1]}\"] text`)?.textContent";

    /**
     * How the paused page differs from the snapshot of the API that it says it shows: of the seconds in which two came,
     * from the one that fits better. How a number is written is tested apart.
     */
    private static final String COMPARE = """
            const f = await import('./js/format.js');
            const { Picture } = await import('./js/picture.js');
            const shown = document.querySelector('.lost').textContent.split(' from ')[1];
            const find = (selector) => document.querySelector(selector);
            const differences = (s) => {
              const wrong = [];
              const same = (what, a, b) => a === b || wrong.push(`${what}: ${a} for ${b}`);
              const number = (tile) => find(`[data-tile=${tile}] .number`).textContent;
              let rows = 0;
              for (const one of s.services) {
                const row = find(`service-table tr[data-name='${one.name}']`);
                if (!row) continue;
                const cell = (name) => row.querySelector(`.c-${name}`).textContent;
                rows++;
                same(`${one.name} in`, cell('in'), f.rate(one.in.rate));
                same(`${one.name} out`, cell('out'), f.rate(one.out.rate));
                same(`${one.name} p50`, cell('p50'), f.duration(one.p50Ms));
                same(`${one.name} p99`, cell('p99'), f.duration(one.p99Ms));
                same(`${one.name} errors`, cell('errors'), f.share(one.errorShare));
                same(`${one.name} in flight`, cell('flight'), f.count(one.inFlight));
                same(`${one.name} waiting`, cell('waiting'), f.bytes(one.bytesWaiting));
              }
              same('ten rows or more', rows >= 10, true);
              const picture = new Picture(s);
              for (const call of picture.calls) {
                const edge = find(`call-map .edge[data-caller='${call.caller}'][data-callee='${call.callee}']`);
                same(`${call.caller} to ${call.callee}`, edge?.querySelector('text').textContent, picture.callLabel(call));
              }
              same('services', number('services'), f.count(s.tiles.services.value));
              same('requests', number('requestRate'), f.rate(s.tiles.requestRate.value));
              same('p99', number('p99Ms'), f.duration(s.tiles.p99Ms.value).split(f.SPACE)[0]);
              same('errors', number('errorShare'), f.share(s.tiles.errorShare.value).split(f.SPACE)[0]);
              same('in flight', number('inFlight'), f.count(s.tiles.inFlight.value));
              same('removals', number('removals'), f.count(s.tiles.removals.value));
              same('entries', document.querySelectorAll('hub-attention ol > li').length, picture.open.length);
              return wrong;
            };
            const candidates = seen.filter((one) => f.clock(one.at) === shown).map(differences);
            return candidates.sort((a, b) => a.length - b.length)[0] ?? [`no snapshot of ${shown}`];
            """;

    private static final String LIT =
            "return [...document.querySelectorAll('call-map .dim .node.lit')].map((node) => node.dataset.name)";

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

    /** The first one, for its pictures' sake: later some guests have come and left. */
    @Test
    @Order(1)
    void mapShowsTheCallsThatWereReallyMade() {
        page.await("every call", () -> page.edges().containsAll(Shop.pairs()));

        page.await(
                "what is slow", () -> !page.shown("service-table tr .c-p99.hot").isEmpty());
        page.await("what fails", () -> page.text("hub-attention li").contains("billing failed"));
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
                () -> page.script(LABEL, "gateway", "report") instanceof String label && label.equals("no answer"));
    }

    @Test
    void numbersOnThePageAreThoseOfTheApi() {
        page.await("calls", () -> page.edges().containsAll(Shop.pairs()));
        page.await("slow ones", () -> !page.shown("service-table tr .c-p99.hot").isEmpty());
        page.script("window.seen = []; new EventSource('api/events')"
                + ".addEventListener('snapshot', (event) => seen.push(JSON.parse(event.data)));");
        page.await("snapshots", () -> page.flag("seen.length > 2"));
        page.press("p");
        page.await("the pause", () -> page.text(".lost").startsWith("Paused"));

        Object differences = page.async(COMPARE);

        assertThat((List<?>) differences).isEmpty();
    }

    @Test
    void attentionNamesTheServiceThatVanished() {
        shop.join("courier");
        page.await("the newcomer", () -> page.shown("service-table .name .cut").contains("courier"));

        page.script("window.heard = []; const announcer = document.querySelector('#announcer');"
                + "new MutationObserver(() => heard.push(announcer.textContent))"
                + ".observe(announcer, { childList: true, characterData: true, subtree: true });");

        shop.vanish("courier");

        page.await("its name in Attention", () -> page.text("hub-attention li").contains("courier vanished"));
        page.await("the title", () -> browser.driver().getTitle().contains("broken"));
        page.await("the words for who listens", () -> page.flag("heard.some((words) => words.includes('courier'))"));
        assertThat(page.shown("call-map .node.gone .name tspan:first-child")).contains("courier");
        browser.screenshot("vanished");
    }

    @Test
    void tryItGetsItsAnswer() {
        page.open("users");
        page.write("service-drawer .try input", "get", Keys.ENTER);

        page.await("the answer", () -> page.text(ANSWER).contains("\"from\": \"users\""));
        assertThat(page.text(ANSWER)).contains("Answered in");
        page.await("its handshake", () -> page.text("service-drawer .terms").contains("serviceName=users"));
        browser.screenshot("drawer");
    }

    @Test
    void tryItShowsThatNoAnswerCame() {
        page.open("report");
        page.write("service-drawer .try input[type=number]", "1");
        page.write("service-drawer .try input", "get", Keys.ENTER);

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
        page.await("what was done", () -> page.text("service-drawer .offer").contains("Disconnected."));
    }

    @Test
    void blockedNameIsListedAndCanBeUnblocked() {
        LiveService pirate = shop.join("pirate");
        page.open("pirate");
        page.click("service-drawer .offer .danger:nth-of-type(2)");
        assertThat(page.text("service-drawer .ask")).contains("stays mute until its process restarts");
        page.click("service-drawer .ask .danger");

        Eventually.within(ConsolePage.PATIENCE, pirate::hasEnded);
        page.await("what was done", () -> page.text("service-drawer .offer").contains("Blocked."));
        page.closeDrawer();
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
        page.closeDrawer();

        page.await("the focus where it was", () -> page.flag("document.activeElement.dataset.name === 'payment'"));
        page.press("?");
        assertThat(page.text("dialog[open]")).contains("filter the services");
        page.press(Keys.ESCAPE);
    }

    @Test
    void arrowKeysMoveInTheTable() {
        page.await("all rows", () -> page.shown("service-table .name .cut").containsAll(Shop.NAMES));
        page.script("document.querySelector('service-table tbody tr[tabindex=\"0\"]').focus()");
        long first = row();

        page.press(Keys.ARROW_DOWN);
        page.await("the row below", () -> row() == first + 1);
        page.press(Keys.END);
        page.await("the last row", () -> row() > first + 2);
        page.press(Keys.HOME);
        page.await("the first row", () -> row() == first);
    }

    /** Which row has the focus, as those hear it who do not see it. */
    private long row() {
        Object index = page.script("return Number(document.activeElement.getAttribute('aria-rowindex'))");
        return ((Number) Objects.requireNonNull(index)).longValue();
    }

    @Test
    void tileFiltersTheWholePage() {
        page.await(
                "the slow one", () -> page.shown("service-table tr .c-p99.hot").size() > 0);

        page.click("[data-tile=p99Ms]");

        page.await(
                "only slow ones",
                () -> page.flag("[...document.querySelectorAll('service-table tr[data-name]')]"
                        + ".every((row) => row.querySelector('.c-p99.hot'))"));
        assertThat(page.shown("service-table .name .cut")).contains("payment").doesNotContain("report");
        assertThat(page.text("service-table .chip")).startsWith("p99");
        page.click("service-table .chip");
        page.await("all", () -> page.shown("service-table .name .cut").containsAll(Shop.NAMES));
    }

    @Test
    void everythingFitsOnAPhone() {
        browser.size(390, 844);
        page.await("the map", () -> page.edges().containsAll(Shop.pairs()));

        page.await("all in the width", () -> page.flag("document.documentElement.scrollWidth <= 390"));
        browser.screenshot("phone");
        page.script("document.querySelector('call-map').scrollIntoView()");
        browser.screenshot("phone-map");
        page.open("payment");
        page.await(
                "its requests",
                () -> page.shown("service-drawer .requests tbody tr").size() > 3);
        assertThat(page.flag("document.querySelector('service-drawer').offsetWidth === 390"))
                .isTrue();
        browser.screenshot("phone-drawer");
    }

    @Test
    void pageFitsTheDeskWithoutScrolling() {
        page.await("calls", () -> page.edges().containsAll(Shop.pairs()));

        page.await("no scrolling", () -> "0 × 0".equals(page.script(BEYOND_THE_WINDOW)));
        browser.size(1180, 700);
        page.await("no scrolling in the least", () -> "0 × 0".equals(page.script(BEYOND_THE_WINDOW)));
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

    @Test
    void viewerLooksAndCannotAct() {
        page.logIn("viewer", ConsoleHub.VIEWER_PASSWORD);
        page.open("users");

        page.await("why not", () -> page.text("service-drawer .offer").contains("need the user admin"));
        assertThat(page.shown("service-drawer .danger, service-drawer .try")).isEmpty();
        assertThat(page.act("POST", "api/services/users/disconnect", Map.of("X-MicroStream-Console", "1")))
                .isEqualTo(403);
        page.click(".user");
        assertThat(page.shown("dialog[open] .steer")).isEmpty();
        browser.screenshot("viewer");
        assertThat(browser.complaints())
                .as("the refused action, and nothing else")
                .singleElement()
                .asString()
                .contains("403");
    }

    @Test
    void logOutLeadsToTheLogin() {
        page.click(".user");
        page.click("dialog[open] .buttons .button");

        page.await("the login", () -> page.shown("input[name=password]").size() == 1);
        browser.driver().get(hub.url().resolve("/admin/").toString());
        assertThat(page.find("input[name=password]").isDisplayed()).isTrue();
        browser.complaints(); // what the page asked for at that very moment was refused
    }

    @Test
    void pointingAtAServiceDimsTheRest() {
        page.await("every call", () -> page.edges().containsAll(Shop.pairs()));

        page.await("its neighbours", () -> {
            page.pointAt("call-map .node[data-name=mail] .body"); // again: the map may have been laid out anew
            return page.texts(LIT).equals(Set.of("mail", "checkout", "billing"));
        });
        page.click("call-map .node[data-name=mail] .body");
        page.await("the drawer", () -> page.text("service-drawer h2").equals("mail"));
    }
}
