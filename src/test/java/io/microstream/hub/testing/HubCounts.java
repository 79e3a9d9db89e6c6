package io.microstream.hub.testing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the hub holds at a moment, as its readiness probe says.
 *
 * @param connections services' connections
 * @param sessions open Engine.IO sessions
 * @param services registered names
 * @param pending requests that wait for an answer
 */
public record HubCounts(long connections, long sessions, long services, long pending) {
    /** The counts now; empty where the hub does not tell. */
    public static Optional<HubCounts> of(HubTarget hub) {
        HttpAnswer answer = RawHttp.get(hub, "/admin/health/ready");
        if (answer.status() != 200) {
            return Optional.empty();
        }
        String json = answer.text();
        return Optional.of(new HubCounts(
                field(json, "connections"), field(json, "sessions"), field(json, "services"), field(json, "pending")));
    }

    private static long field(String json, String name) {
        Matcher matcher = Pattern.compile('"' + name + "\":(-?\\d+)").matcher(json);
        if (!matcher.find()) {
            throw new AssertionError("No field " + name + " in " + json);
        }
        return Long.parseLong(matcher.group(1));
    }
}
