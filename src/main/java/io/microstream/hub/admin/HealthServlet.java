package io.microstream.hub.admin;

import io.microstream.hub.json.JsonWriter;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Health for probes, open to everybody: {@code live} fails when the hub's timers stand still, {@code ready} also while
 * it drains, {@code started} once it was deployed. 200 or 503, with the figures a person wants beside it.
 */
@WebServlet(urlPatterns = "/admin/health/*")
public final class HealthServlet extends HttpServlet {
    private static final Set<String> PROBES = Set.of("/live", "/ready", "/started");

    private final transient HubVitals vitals;
    private final transient HubMXBean hub;

    @Inject
    public HealthServlet(HubVitals vitals, HubMXBean hub) {
        this.vitals = vitals;
        this.hub = hub;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String probe = String.valueOf(request.getPathInfo());
        if (!PROBES.contains(probe)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean up = isUp(probe);
        byte[] body = json(up).text().getBytes(StandardCharsets.UTF_8);
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private boolean isUp(String probe) {
        return switch (probe) {
            case "/live" -> vitals.state() != HubVitals.State.DEGRADED;
            case "/ready" -> vitals.state() == HubVitals.State.RUNNING;
            default -> true;
        };
    }

    private io.microstream.hub.json.RawJson json(boolean up) {
        return new JsonWriter()
                .beginObject()
                .name("status")
                .value(up ? "UP" : "DOWN")
                .name("state")
                .value(hub.getState())
                .name("version")
                .value(hub.getVersion())
                .name("uptimeMs")
                .value(hub.getUptimeMillis())
                .name("lastTickMs")
                .value(hub.getMillisSinceLastTick())
                .name("connections")
                .value(hub.getConnections())
                .name("sessions")
                .value(hub.getSessions())
                .name("services")
                .value(hub.getServices())
                .name("pending")
                .value(hub.getPending())
                .name("bytesWaiting")
                .value(hub.getBytesWaiting())
                .endObject()
                .toRawJson();
    }
}
