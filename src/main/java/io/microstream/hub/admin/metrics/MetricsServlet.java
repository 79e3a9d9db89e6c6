package io.microstream.hub.admin.metrics;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /admin/metrics}: what Prometheus scrapes, in its text format. */
@WebServlet(urlPatterns = "/admin/metrics")
public final class MetricsServlet extends HttpServlet {
    private final transient HubMetrics metrics;

    @Inject
    public MetricsServlet(HubMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        TextFormat text = metrics.scrape();
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.setContentLength(text.length());
        text.writeTo(response.getOutputStream());
    }
}
