package io.microstream.hub.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of JSON Schema as the hub's OpenAPI document uses; what it does not know is a fault. */
final class SchemaCheck {
    private static final List<String> KNOWN = List.of(
            "$ref",
            "anyOf",
            "type",
            "enum",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "minimum",
            "maximum",
            "default");

    private final Json document;
    private final List<String> faults = new ArrayList<>();

    SchemaCheck(Json document) {
        this.document = document;
    }

    /** What is wrong with a value, a line for each fault. */
    List<String> faults(Json schema, Json value) {
        faults.clear();
        check("$", schema, value);
        return faults;
    }

    private void check(String where, Json schema, Json value) {
        Map<String, @Nullable Object> rules = schema.object();
        rules.keySet().stream()
                .filter(rule -> !KNOWN.contains(rule))
                .forEach(rule -> faults.add(where + ": rule " + rule));
        if (rules.containsKey("$ref")) {
            check(where, resolve(schema.at("$ref").text()), value);
            return;
        }
        if (rules.containsKey("anyOf")) {
            boolean fits = schema.at("anyOf").items().stream()
                    .anyMatch(
                            one -> new SchemaCheck(document).faults(one, value).isEmpty());
            if (!fits) {
                faults.add(where + ": fits none of " + schema.value() + ": " + value.value());
            }
            return;
        }
        if (rules.containsKey("type") && !types(schema.at("type")).contains(type(value))) {
            faults.add(
                    where + ": is " + type(value) + ", not " + schema.at("type").value());
        } else if (rules.containsKey("enum") && !((List<?>) rules.get("enum")).contains(value.value())) {
            faults.add(where + ": " + value.value() + " is none of " + rules.get("enum"));
        } else if (value.value() instanceof Map) {
            object(where, rules, schema, value);
        } else if (value.value() instanceof List && rules.containsKey("items")) {
            value.items().forEach(item -> check(where + "[]", schema.at("items"), item));
        }
    }

    private void object(String where, Map<String, @Nullable Object> rules, Json schema, Json value) {
        if (rules.containsKey("required")) {
            schema.at("required").items().stream()
                    .filter(name -> !value.object().containsKey(name.text()))
                    .forEach(name -> faults.add(where + ": no " + name.text()));
        }
        value.object().keySet().forEach(name -> {
            Json member = value.at(name);
            if (rules.get("properties") instanceof Map<?, ?> known && known.containsKey(name)) {
                check(where + "." + name, new Json(known.get(name)), member);
            } else if (rules.get("additionalProperties") instanceof Map<?, ?> other) {
                check(where + "." + name, new Json(other), member);
            } else if (Boolean.FALSE.equals(rules.get("additionalProperties"))) {
                faults.add(where + ": unknown " + name);
            }
        });
    }

    Json resolve(String reference) {
        return document.at(reference.substring(2).split("/"));
    }

    private static List<String> types(Json type) {
        List<String> types = new ArrayList<>();
        if (type.value() instanceof List) {
            type.items().forEach(one -> types.add(one.text()));
        } else {
            types.add(type.text());
        }
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private static String type(Json value) {
        Object what = value.value();
        if (what == null) {
            return "null";
        }
        if (what instanceof Map) {
            return "object";
        }
        if (what instanceof List) {
            return "array";
        }
        if (what instanceof Boolean) {
            return "boolean";
        }
        return what instanceof Long ? "integer" : what instanceof Double ? "number" : "string";
    }
}
