package io.microstream.hub.admin.snapshot;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code /admin/api/events}: the snapshot as server-sent events, once a second. A servlet and no REST resource, since
 * Jakarta REST would write to each viewer on the hub's timer and wait for the slowest.
 */
@WebServlet(urlPatterns = "/admin/api/events", asyncSupported = true)
public final class EventsServlet extends HttpServlet {
    private final transient SnapshotFeed feed;

    @Inject
    public EventsServlet(SnapshotFeed feed) {
        this.feed = feed;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream; charset=UTF-8");
        response.setHeader("X-Accel-Buffering", "no"); // else a proxy keeps events back
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        EventStream stream = new EventStream(context, feed);
        if (!feed.join(stream)) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            context.complete();
            return;
        }
        context.addListener(stream);
        stream.show(feed.event());
        response.getOutputStream().setWriteListener(stream);
    }
}
