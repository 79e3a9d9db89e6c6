package io.microstream.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HttpAnswer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The hub's OpenAPI document, held against what the hub really answers. Remembers which operations it has seen succeed. */
final class DescribedApi {
    private final Console console;
    private final Json document;
    private final SchemaCheck check;
    private final Set<String> succeeded = new TreeSet<>();

    DescribedApi(Console console) {
        this.console = console;
        document = console.json("api/openapi.json");
        check = new SchemaCheck(document);
    }

    /** Operations that change something, as {@code post /drain}. */
    Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        document.at("paths")
                .object()
                .keySet()
                .forEach(path -> document.at("paths", path).object().keySet().stream()
                        .filter(method -> !method.equals("get"))
                        .forEach(method -> actions.add(method + " " + path)));
        return actions;
    }

    Set<String> succeeded() {
        return succeeded;
    }

    /** Asks, and requires that the document knows this status here, and what comes with it. */
    void expect(int status, String method, String path, String name, String body) {
        expect(console.and(Console.ACTION), status, method, path, name, body);
    }

    /** The same by somebody else. */
    void expect(Console asker, int status, String method, String path, String name, String body) {
        HttpAnswer answer = asker.send(method.toUpperCase(Locale.ROOT), "api" + path.replace("{name}", name), body);

        assertThat(answer.status()).as("%s %s gave %s", method, path, answer).isEqualTo(status);
        Json responses = document.at("paths", path, method, "responses");
        assertThat(responses.object()).as("%s %s", method, path).containsKey(String.valueOf(status));
        Json response = resolved(responses.at(String.valueOf(status)));
        if (response.object().get("content") instanceof Map<?, ?> content) {
            String type = (String) content.keySet().iterator().next();
            assertThat(answer.header("Content-Type").orElse("")).startsWith(type);
            assertThat(check.faults(response.at("content", type, "schema"), Json.of(answer.text())))
                    .as("%s %s", method, path)
                    .isEmpty();
        } else {
            assertThat(answer.body()).as("%s %s", method, path).isEmpty();
        }
        if (status < 300) {
            succeeded.add(method + " " + path);
        }
    }

    private Json resolved(Json response) {
        @Nullable Object reference = response.object().get("$ref");
        return reference == null ? response : check.resolve((String) reference);
    }
}
