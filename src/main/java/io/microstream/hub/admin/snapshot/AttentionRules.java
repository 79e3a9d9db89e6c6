package io.microstream.hub.admin.snapshot;

import io.microstream.hub.admin.snapshot.AttentionLog.Finding;
import io.microstream.hub.routing.Departure;
import io.microstream.hub.traffic.CallTable;
import io.microstream.hub.traffic.GoneServices;
import io.microstream.hub.traffic.RefusedHandshakes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What needs an operator's attention at a moment, in plain words, each with a next step. Owns nothing. */
final class AttentionRules {
    /** From this share of errors on a service is worth a look, from the second on it is broken. */
    static final double ERROR_SHARE_WARN = 0.05;

    static final double ERROR_SHARE_BAD = 0.25;

    /** A service whose p99 is longer is slow; with too few requests a p99 says nothing. */
    static final double SLOW_MS = 500;

    private static final int FEW_REQUESTS = 10;
    private static final int FEW_ERRORS = 3;
    private static final int WAITING_SHARE_OF_BUFFER = 10;
    private static final String BOUND = "MICROSTREAM_MAX_";
    private static final long REFUSED_WITHIN_MILLIS = 300_000;

    private final long nowMillis;
    private final Limits limits;
    private final List<Finding> findings = new ArrayList<>();

    /** The bounds that the sentences name. */
    record Limits(long heartbeatTimeoutMs, long sendBufferBytes) {}

    AttentionRules(long nowMillis, Limits limits) {
        this.nowMillis = nowMillis;
        this.limits = limits;
    }

    List<Finding> findings() {
        return findings;
    }

    /** The hub itself; {@code reasons} say what is the matter with it. */
    void hub(List<String> reasons, boolean draining) {
        for (String reason : reasons) {
            add(
                    "hub:" + reason.replaceAll("[0-9]+", "#"),
                    "broken",
                    null,
                    "The hub: " + reason + ".",
                    "Raise the bound, or find out who needs so much.");
        }
        if (draining) {
            add(
                    "hub:draining",
                    "know",
                    null,
                    "The hub drains: newcomers are sent away, open requests may finish.",
                    "Then all connections are closed, and their clients look for the next hub.");
        }
    }

    void up(Snapshot.Service service, long minuteRequests) {
        silent(service);
        if (service.bytesWaiting() > limits.sendBufferBytes() / WAITING_SHARE_OF_BUFFER) {
            add(
                    "unread:" + service.name(),
                    "risk",
                    service.name(),
                    service.name() + " does not read what it is sent: " + bytes(service.bytesWaiting()) + " waiting.",
                    "At " + bytes(limits.sendBufferBytes())
                            + " it is cut off, and those who wait for it get an error.");
        }
        slow(service, minuteRequests);
        Double share = service.errorShare();
        if (share != null && share >= ERROR_SHARE_WARN && share * minuteRequests >= FEW_ERRORS) {
            add(
                    "errors:" + service.name(),
                    share >= ERROR_SHARE_BAD ? "broken" : "risk",
                    service.name(),
                    String.format(
                            Locale.ROOT,
                            "%s failed %.0f %% of %d requests in the last minute.",
                            service.name(),
                            100 * share,
                            minuteRequests),
                    "Its events and last requests show which ones.");
        }
    }

    private void slow(Snapshot.Service service, long minuteRequests) {
        Double p99Ms = service.p99Ms();
        if (p99Ms != null && p99Ms > SLOW_MS && minuteRequests >= FEW_REQUESTS) {
            add(
                    "slow:" + service.name(),
                    "risk",
                    service.name(),
                    service.name() + " is slow: p99 " + duration(p99Ms) + " in the last minute.",
                    "Its events show which; its callers wait for it.");
        }
    }

    private void silent(Snapshot.Service service) {
        Long silentMs = service.lastSignAgoMs();
        if (silentMs != null && service.state().equals("risk")) {
            long left = Math.max(0, limits.heartbeatTimeoutMs() - silentMs);
            add(
                    "silent:" + service.name(),
                    "risk",
                    service.name(),
                    service.name() + " has been silent for " + seconds(silentMs) + ".",
                    "It is removed in " + seconds(left) + " unless it sends something.");
        }
    }

    /** Whether nobody wanted the service to go; then it is broken until it is back. */
    static boolean isLoss(Departure departure) {
        return departure != Departure.CLEAN && departure != Departure.DISCONNECTED;
    }

    /** A service that has gone; {@code failed} requests to it failed in the last minute. */
    void gone(GoneServices.Gone gone, long failed, boolean blocked) {
        String name = gone.name();
        String calls = failed == 0 ? "" : " " + calls(failed) + " to it failed in the last minute.";
        String lost = gone.unanswered() == 0 ? "" : " " + calls(gone.unanswered()) + " ended because it left.";
        String rest = lost + calls;
        switch (gone.departure()) {
            case CLEAN ->
                add(
                        "gone:" + name,
                        "know",
                        name,
                        name + " said goodbye." + rest,
                        "It is back when somebody starts it.");
            case EVICTED ->
                add(
                        "gone:" + name,
                        "broken",
                        name,
                        name + " was silent for too long and was removed." + rest,
                        "It comes back by itself once its process and network work.");
            case CUT_OFF ->
                add(
                        "gone:" + name,
                        "broken",
                        name,
                        name + " did not read and was cut off." + rest,
                        "It comes back by itself; find out why it is slow.");
            case DISCONNECTED ->
                add(
                        "gone:" + name,
                        "know",
                        name,
                        name + " was disconnected by an operator" + (blocked ? ", and its name is blocked." : ".")
                                + rest,
                        blocked
                                ? "Unblock the name and restart its process; an unmodified client stays mute until then."
                                : "An unmodified client is back in a second.");
            default ->
                add(
                        "gone:" + name,
                        "broken",
                        name,
                        name + " vanished without a goodbye." + rest,
                        "It comes back by itself once its process and network work.");
        }
    }

    /** Requests to names that never were registered. */
    void toNobody(String caller, long failed) {
        add(
                "nobody:" + caller,
                "risk",
                caller,
                caller + " asked in the last minute for services that were never here: " + calls(failed) + ".",
                "Look for a wrong name in its code, or start the service that it needs.");
    }

    void refused(RefusedHandshakes.Refused refused) {
        if (nowMillis - refused.at() > REFUSED_WITHIN_MILLIS) {
            return;
        }
        String from = " from " + refused.address();
        switch (refused.reason()) {
            case "DUPLICATE_SERVICE_REGISTRATION" ->
                add(
                        "duplicate:" + refused.name(),
                        "know",
                        refused.name(),
                        "A second " + refused.name() + from + " was turned away, since the first lives.",
                        "Two processes use one name: stop one, or give it a name of its own.");
            case "SERVICE_NAME_BLOCKED" ->
                add(
                        "blocked:" + refused.name(),
                        "know",
                        refused.name(),
                        refused.name() + from + " wanted to come in, and its name is blocked.",
                        "Unblock the name and restart that process.");
            case "SERVICE_NAME_MISSING", "SERVICE_NAME_INVALID" ->
                add(
                        "unnamed:" + refused.address(),
                        "know",
                        null,
                        "A connection" + from + " was turned away: " + refused.reason() + ".",
                        "A service needs ?serviceName=… in its address, once.");
            case "Unsupported protocol version" ->
                add(
                        "version:" + refused.address(),
                        "know",
                        null,
                        "A client" + from + " was turned away: its Engine.IO is not version 4.",
                        "It needs a Socket.IO client of version 3 or newer.");
            case "Forbidden" ->
                add(
                        "origin:" + refused.address(),
                        "know",
                        null,
                        "A web page" + from + " was turned away: its origin may not connect.",
                        "MICROSTREAM_ALLOWED_ORIGINS lists those that may.");
            default -> {
                if (refused.reason().startsWith(BOUND)) {
                    add(
                            "room:" + refused.reason(),
                            "risk",
                            null,
                            "Newcomers are turned away: " + refused.reason() + " is reached.",
                            "Raise the bound, or find out who needs so much.");
                }
                // Whoever else is to try again does so by itself.
            }
        }
    }

    /** A caller that asks for what nobody ever had. */
    static boolean isToNobody(String callee) {
        return callee.equals(CallTable.OTHER);
    }

    private void add(
            String id, String level, @org.jspecify.annotations.Nullable String service, String text, String next) {
        findings.add(new Finding(id, level, service, text, next));
    }

    private static String calls(long count) {
        return count == 1 ? "1 call" : count + " calls";
    }

    private static String seconds(long millis) {
        return Math.round(millis / 1000.0) + " s";
    }

    private static String duration(double millis) {
        return millis < 999.5
                ? Math.round(millis) + " ms"
                : String.format(Locale.ROOT, millis < 9_995 ? "%.2f s" : "%.1f s", millis / 1_000);
    }

    private static String bytes(long bytes) {
        return bytes >= 1_000_000
                ? Math.round(bytes / 1e6) + " MB"
                : bytes >= 1_000 ? Math.round(bytes / 1e3) + " KB" : bytes + " bytes";
    }
}
