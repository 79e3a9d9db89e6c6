package io.microstream.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.LiveService;
import io.microstream.hub.testing.OfTheUberJar;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawService;
import io.microstream.hub.testing.RawWebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the API shows and does, with real services. */
@ExtendWith(ConsoleHub.class)
@Timeout(180)
class ApiIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HubProcess hub;
    private Console admin;

    ApiIT(HubProcess hub) {
        this.hub = hub;
        this.admin = Console.nobody(hub);
    }

    @BeforeEach
    void logIn() {
        admin = Console.admin(hub);
    }

    @Test
    void snapshotShowsServicesCallsAndRequests() {
        try (LiveService billing = LiveService.answering(hub, "api-billing");
                RawService orders = RawService.websocket(hub, "api-orders").join()) {
            for (int i = 0; i < 20; i++) {
                orders.request("api-billing", "{\"id\":\"r" + i + "\",\"event\":\"pay\"}");
                orders.expectResponse("\"r" + i + "\"", "true");
            }
            Eventually.within(
                    PATIENCE,
                    () -> call("api-orders", "api-billing").at("p99Ms").value() != null);

            Json call = call("api-orders", "api-billing");
            assertThat(call.at("total").number()).isEqualTo(20);
            assertThat(call.at("errors").number()).isZero();
            assertThat(call.at("inFlight").number()).isZero();
            Json service = admin.json("api/services").item("name", "api-billing");
            assertThat(service.at("state").text()).isEqualTo("up");
            assertThat(service.at("transport").text()).isEqualTo("websocket");
            assertThat(service.at("address").text()).isEqualTo("127.0.0.1");
            Json details = admin.json("api/services/api-billing");
            assertThat(details.at("handshake", "query", "serviceName").text()).isEqualTo("api-billing");
            assertThat(details.at("events").item("event", "pay").at("count").number())
                    .isEqualTo(20);
            assertThat(details.at("requests").items()).hasSize(20);
            Json request = details.at("requests").items().get(0);
            assertThat(request.at("outcome").text()).isEqualTo("answered");
            assertThat(request.at("peer").text()).isEqualTo("api-orders");
            assertThat(request.at("direction").text()).isEqualTo("in");
            assertThat(request.at("body").text()).contains("\"event\":\"pay\"");
            assertThat(details.at("callers").items()).hasSize(1);
            assertThat(billing.hasEnded()).isFalse();
        }
    }

    private Json call(String caller, String callee) {
        return admin.json("api/calls").items().stream()
                .filter(call -> call.at("caller").text().equals(caller)
                        && call.at("callee").text().equals(callee))
                .findFirst()
                .orElse(Json.of("{\"p99Ms\":null}"));
    }

    @Test
    void serviceThatVanishesNeedsAttentionAndStaysAnHour() {
        RawService.websocket(hub, "api-mail").join().close();

        Eventually.within(PATIENCE, () -> admin.json("api/attention").has("id", "gone:api-mail"));

        Json entry = admin.json("api/attention").item("id", "gone:api-mail");
        assertThat(entry.at("level").text()).isEqualTo("broken");
        assertThat(entry.at("text").text()).startsWith("api-mail vanished");
        assertThat(entry.at("next").text()).isNotBlank();
        assertThat(admin.json("api/services")
                        .item("name", "api-mail")
                        .at("state")
                        .text())
                .isEqualTo("gone");
        try (RawService back = RawService.websocket(hub, "api-mail").join()) {
            Eventually.within(
                    PATIENCE,
                    () -> admin.json("api/attention").has("id", "gone:api-mail")
                            && admin.json("api/attention")
                                            .item("id", "gone:api-mail")
                                            .at("overAt")
                                            .value()
                                    != null);
            assertThat(admin.json("api/services")
                            .item("name", back.name())
                            .at("state")
                            .text())
                    .isEqualTo("up");
        }
    }

    @Test
    void disconnectClosesTheConnectionWithoutGoodbye() {
        RawService service = RawService.websocket(hub, "api-closed").join();

        assertThat(admin.act("POST", "api/services/api-closed/disconnect", "").status())
                .isEqualTo(204);

        service.expectClosed(); // and no 41 before it
        assertThat(admin.act("POST", "api/services/api-closed/disconnect", "").status())
                .isEqualTo(404);
        Eventually.within(PATIENCE, () -> admin.json("api/services").has("name", "api-closed"));
        assertThat(admin.json("api/services")
                        .item("name", "api-closed")
                        .at("goneReason")
                        .text())
                .isEqualTo("disconnected by an operator");
    }

    @Test
    void blockedNameIsRefusedForGoodUntilItIsUnblocked() {
        RawService service = RawService.websocket(hub, "api-blocked").join();

        assertThat(admin.act("POST", "api/services/api-blocked/block", "").status())
                .isEqualTo(204);

        service.expectClosed();
        RawService again = RawService.websocket(hub, "api-blocked").send("40");
        assertThat(again.next()).startsWith("44{").contains("\"code\":\"SERVICE_NAME_BLOCKED\"");
        again.expectClosed();
        Eventually.within(
                PATIENCE, () -> admin.json("api/snapshot").at("blocked").has("name", "api-blocked"));
        Eventually.within(
                PATIENCE, () -> admin.json("api/snapshot").at("refused").has("name", "api-blocked"));
        assertThat(admin.json("api/snapshot")
                        .at("blocked")
                        .item("name", "api-blocked")
                        .at("by")
                        .text())
                .isEqualTo("admin");
        assertThat(admin.act("DELETE", "api/services/api-blocked/block", "").status())
                .isEqualTo(204);
        assertThat(admin.act("DELETE", "api/services/api-blocked/block", "").status())
                .isEqualTo(404);
        RawService.websocket(hub, "api-blocked").join().leave();
    }

    @Test
    void triedRequestGetsItsAnswerFromOutsideTheRegistry() {
        try (LiveService answering = LiveService.answering(hub, "api-tried");
                RawService namesake = RawService.websocket(hub, "_CONSOLE").join()) {
            Json result = tried("{\"target\":\"api-tried\",\"event\":\"hello\",\"data\":{\"n\":[1,null]}}");

            assertThat(result.at("outcome").text()).isEqualTo("answered");
            assertThat(result.at("answer").value()).isEqualTo(true);
            namesake.expectNothing();
            assertThat(answering.hasEnded()).isFalse();
        }
    }

    @Test
    void triedRequestShowsErrorsAndTimeouts() {
        try (RawService mute = RawService.websocket(hub, "api-mute").join()) {
            Json nobody = tried("{\"target\":\"api-nobody\",\"event\":\"hello\"}");
            Json late = tried("{\"target\":\"api-mute\",\"event\":\"hello\",\"timeoutMs\":200}");

            assertThat(nobody.at("outcome").text()).isEqualTo("TARGET_SERVICE_NOT_FOUND");
            assertThat(nobody.at("error", "message").text()).isEqualTo("Service \"api-nobody\" not found");
            assertThat(late.at("outcome").text()).isEqualTo("timeout");
            mute.expectRequest("{\"id\":\"console\",\"event\":\"hello\",\"data\":{}}");
        }
    }

    private Json tried(String body) {
        HttpAnswer answer = admin.act("POST", "api/requests", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return Json.of(answer.text());
    }

    @Test
    void badRequestIsAProblemDocument() {
        for (String body : new String[] {
            "",
            "null",
            "[]",
            "{",
            "{\"target\":1}",
            "{\"target\":\"x\"}",
            "{\"target\":\"x\",\"event\":\"y\",\"timeoutMs\":0}"
        }) {
            HttpAnswer answer = admin.act("POST", "api/requests", body);

            assertThat(answer.status()).as(body + " " + answer).isEqualTo(400);
            assertThat(answer.header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(Json.of(answer.text()).at("status").number()).isEqualTo(400);
        }
        assertThat(admin.act("POST", "api/log-level", "{\"level\":\"loud\"}").status())
                .isEqualTo(400);
        assertThat(admin.act("PUT", "api/snapshot", "").status()).isEqualTo(405);
    }

    @Test
    void logLevelChangesAtOnce() {
        assertThat(admin.act("POST", "api/log-level", "{\"level\":\"debug\"}").status())
                .isEqualTo(204);
        Eventually.within(
                PATIENCE,
                () -> admin.json("api/snapshot").at("hub", "logLevel").text().equals("debug"));
        assertThat(admin.act("POST", "api/log-level", "{\"level\":\"info\"}").status())
                .isEqualTo(204);
    }

    @Test
    void eventsBringASnapshotEverySecond() {
        try (RawHttp http = RawHttp.to(hub)) {
            long began = System.nanoTime();
            http.ask("GET", "/admin/api/events", admin.headers().toArray(String[]::new));
            String head = line(http);
            assertThat(head).isEqualTo("HTTP/1.1 200 OK");
            int events = 0;
            while (events < 4) {
                String line = line(http);
                if (line.startsWith("data: ")) {
                    assertThat(Json.of(line.substring(6)).at("hub", "name").text())
                            .isEqualTo("MicroStream Hub");
                    events++;
                }
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(1), PATIENCE);
        }
    }

    private static String line(RawHttp http) {
        return http.socket().readLine();
    }

    @Test
    void handshakesThatAreTurnedAwayAtTheDoorAreListed() {
        assertThat(RawHttp.get(hub, "/socket.io/?EIO=3&transport=polling&serviceName=api-old")
                        .status())
                .isEqualTo(400);
        RawService unnamed = RawService.websocket(hub, "").send("40");
        assertThat(unnamed.next()).contains("SERVICE_NAME_MISSING");
        RawWebSocket twoNames = RawWebSocket.open(hub, "serviceName=api-one&serviceName=api-two");
        assertThat(twoNames.readText()).startsWith("0{");
        RawService twice = RawService.websocket(twoNames, "api-one").send("40");
        assertThat(twice.next()).contains("SERVICE_NAME_INVALID");

        Eventually.within(
                PATIENCE, () -> admin.json("api/snapshot").at("refused").has("name", "api-one, api-two"));
        Json refused = admin.json("api/snapshot").at("refused");
        assertThat(refused.item("name", "api-old").at("reason").text()).isEqualTo("Unsupported protocol version");
        assertThat(refused.item("name", "").at("reason").text()).isEqualTo("SERVICE_NAME_MISSING");
        assertThat(refused.item("name", "api-one, api-two").at("reason").text()).isEqualTo("SERVICE_NAME_INVALID");
        assertThat(refused.item("name", "api-old").at("address").text()).isEqualTo("127.0.0.1");
    }

    @Test
    @OfTheUberJar // whose log has the time in front
    void uptimeCountsFromTheStartAndNotFromTheFirstLook() {
        Matcher banner =
                Pattern.compile("(?m)^(\\S+ \\S+) INFO +MicroStream Hub ").matcher(hub.output());
        assertThat(banner.find()).as(hub.output()).isTrue();
        Instant announced = LocalDateTime.parse(banner.group(1).replace(' ', 'T'))
                .atZone(ZoneId.systemDefault())
                .toInstant();

        long startedAt = admin.json("api/snapshot").at("hub", "startedAt").number();

        // The hub is announced at the end of its start; what is made on first use comes later.
        assertThat(startedAt).isLessThanOrEqualTo(announced.toEpochMilli());
    }

    @Test
    void openApiDocumentDescribesEachAction() {
        DescribedApi api = new DescribedApi(admin);
        Console viewer = new ConsoleLogin(hub).as("viewer", ConsoleHub.VIEWER_PASSWORD);
        try (RawService disconnected = RawService.websocket(hub, "api-acted").join();
                LiveService asked = LiveService.answering(hub, "api-acted-answering")) {
            api.expect(204, "post", "/services/{name}/disconnect", "api-acted", "");
            disconnected.expectClosed();
            api.expect(404, "post", "/services/{name}/disconnect", "api-acted", "");
            api.expect(204, "post", "/services/{name}/block", "api-acted", "");
            api.expect(204, "delete", "/services/{name}/block", "api-acted", "");
            api.expect(404, "delete", "/services/{name}/block", "api-acted", "");
            api.expect(204, "post", "/log-level", "", "{\"level\":\"info\"}");
            api.expect(400, "post", "/log-level", "", "{\"level\":\"loud\"}");
            api.expect(200, "post", "/requests", "", "{\"target\":\"" + asked.name() + "\",\"event\":\"hello\"}");
            api.expect(400, "post", "/requests", "", "{\"target\":1}");
            for (String action : api.actions()) {
                String[] words = action.split(" ");
                api.expect(viewer.and(Console.ACTION), 403, words[0], words[1], "api-acted", "");
                api.expect(admin, 403, words[0], words[1], "api-acted", ""); // without the header
            }
        }

        // That which ends the hub has a hub of its own: see DrainIT.
        assertThat(api.actions()).hasSize(6).contains("post /drain");
        assertThat(api.succeeded()).hasSize(5).isSubsetOf(api.actions());
    }

    @Test
    void openApiDocumentDescribesTheRealAnswers() {
        try (LiveService billing = LiveService.answering(hub, "api-described");
                RawService orders = RawService.websocket(hub, "api-describer").join()) {
            orders.request("api-described", "{\"id\":\"r\",\"event\":\"pay\"}").expectResponse("\"r\"", "true");
            assertThat(billing.hasEnded()).isFalse();
            Eventually.within( // what the API shows is made once a second
                    Duration.ofSeconds(10),
                    () -> admin.send("GET", "api/services/api-described", "").status() == 200);
            Json document = admin.json("api/openapi.json");
            SchemaCheck check = new SchemaCheck(document);
            int checked = 0;
            for (String path : document.at("paths").object().keySet()) {
                Json operations = document.at("paths", path);
                if (operations.object().containsKey("get") && !path.equals("/events")) {
                    Json schema = operations.at("get", "responses", "200", "content", "application/json", "schema");
                    Json answer = admin.json("api" + path.replace("{name}", "api-described"));
                    assertThat(check.faults(schema, answer)).as(path).isEmpty();
                    checked++;
                }
                operations.object().keySet().forEach(method -> describesItsProblem(check, path, method));
            }
            assertThat(checked).isEqualTo(7);
            Json asked = new Json(document.at("components", "schemas", "Result").value());
            assertThat(check.faults(asked, tried("{\"target\":\"api-described\",\"event\":\"x\"}")))
                    .isEmpty();
        }
    }

    /** Without a login each operation answers 401 with the problem that the document describes. */
    private void describesItsProblem(SchemaCheck check, String path, String method) {
        HttpAnswer answer = Console.nobody(hub)
                .send(method.toUpperCase(java.util.Locale.ROOT), "api" + path.replace("{name}", "x"), "");

        assertThat(answer.status()).as(method + path).isEqualTo(401);
        assertThat(check.faults(check.resolve("#/components/schemas/Problem"), Json.of(answer.text())))
                .isEmpty();
    }
}
