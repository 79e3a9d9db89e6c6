package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The console as its reader sees and uses it. */
final class ConsolePage {
    /** Time in which something shows on the page, on a machine that is busy with other things. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Time after which a click was none. */
    private static final Duration REACTION = Duration.ofSeconds(2);

    private static final String SHOWN = "return [...document.querySelectorAll(arguments[0])]"
            + ".filter(e => e.checkVisibility()).map(e => e.textContent)";

    private final Chromium browser;
    private final URI hub;

    ConsolePage(Chromium browser, URI hub) {
        this.browser = browser;
        this.hub = hub;
    }

    /** Logs in and waits for the first snapshot. */
    ConsolePage logIn(String user, String password) {
        fillLogin(user, password);
        await("the first snapshot", () -> shown("hub-header .state").contains("RUNNING"));
        await("who is logged in", () -> shown("hub-header .user").contains(user)); // what it may do appears with it
        return this;
    }

    /** Opens the page without a login, fills in the form and sends it. */
    void fillLogin(String user, String password) {
        browser.forgetLogins();
        new Actions(browser.driver()).moveToLocation(1, 1).perform(); // what is pointed at stands still
        browser.driver().get(hub.resolve("/admin/").toString());
        WebElement name = find("input[name=user]");
        name.clear();
        name.sendKeys(user);
        find("input[name=password]").sendKeys(password, Keys.ENTER);
    }

    WebElement find(String selector) {
        return browser.driver().findElement(By.cssSelector(selector));
    }

    /** Clicks as soon as there is something to click that nothing lies over and that stands still. */
    void click(String selector) {
        await(selector + " can be clicked", () -> clicks(selector));
    }

    private boolean clicks(String selector) {
        try {
            find(selector).click();
            return true;
        } catch (NoSuchElementException | StaleElementReferenceException | ElementNotInteractableException notYet) {
            return false; // among the last is what something else lies over
        }
    }

    /** Replaces what stands in a field. */
    void write(String selector, CharSequence... keys) {
        WebElement field = find(selector);
        field.clear();
        field.sendKeys(keys);
    }

    void pointAt(String selector) {
        new Actions(browser.driver()).moveToElement(find(selector)).perform();
    }

    void press(CharSequence... keys) {
        browser.driver().switchTo().activeElement().sendKeys(keys);
    }

    /** The texts of everything that fits and is visible. */
    List<String> shown(String selector) {
        List<String> texts = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(script(SHOWN, selector))).forEach(text -> texts.add((String) text));
        return texts;
    }

    /** The same as one text. */
    String text(String selector) {
        return String.join("\n", shown(selector));
    }

    @Nullable
    Object script(String code, Object... arguments) {
        return browser.driver().executeScript(code, arguments);
    }

    /** The value of an asynchronous function's body. */
    @Nullable
    Object async(String body, Object... arguments) {
        String code = "const done = arguments[arguments.length - 1];" + "(async (...given) => {" + body
                + "})(...arguments).then(done, e => done('failed: ' + e.stack));";
        return browser.driver().executeAsyncScript(code, arguments);
    }

    boolean flag(String code, Object... arguments) {
        return Boolean.TRUE.equals(script("return " + code, arguments));
    }

    /** Who calls whom on the map, as {@code caller→callee}. */
    Set<String> edges() {
        return texts("return [...document.querySelectorAll('call-map .edge')]"
                + ".map(e => e.dataset.caller + '→' + e.dataset.callee)");
    }

    /** The texts that a script returns. */
    Set<String> texts(String code) {
        Set<String> found = new TreeSet<>();
        ((List<?>) Objects.requireNonNull(script(code))).forEach(text -> found.add((String) text));
        return found;
    }

    /** Opens the drawer of a service through its row, again where the row moved away under the pointer. */
    void open(String service) {
        await(
                "the drawer of " + service,
                () -> text("service-drawer h2").equals(service)
                        || clicks("service-table tr[data-name='" + service + "'] .name")
                                && Eventually.holdsWithin(
                                        REACTION,
                                        () -> text("service-drawer h2").equals(service)));
    }

    /** Closes the drawer by its key; it lies over Attention. */
    void closeDrawer() {
        press(Keys.ESCAPE);
        await("no drawer", () -> shown("service-drawer h2").isEmpty());
    }

    void await(String what, java.util.function.BooleanSupplier condition) {
        assertThat(Eventually.holdsWithin(PATIENCE, condition))
                .as("%s: %s", what, script("return document.body.innerText"))
                .isTrue();
    }

    /** What axe-core finds that is serious or worse, each with the place. */
    List<String> seriousFaults() throws IOException {
        script(Files.readString(NodeScripts.folder().resolve("node_modules/axe-core/axe.min.js")));
        Object found = async("const result = await axe.run();"
                + "return result.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
                + ".map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '))");
        List<String> faults = new ArrayList<>();
        if (found instanceof List<?> list) {
            list.forEach(fault -> faults.add((String) fault));
        } else {
            faults.add(String.valueOf(found));
        }
        return faults;
    }

    /** The status of an action that the page's own session asks for. */
    long act(String method, String path, Map<String, String> headers) {
        Object status = async(
                "const answer = await fetch(given[1], { method: given[0], headers: given[2] }); return answer.status",
                method,
                path,
                headers);
        return ((Number) Objects.requireNonNull(status)).longValue();
    }
}
