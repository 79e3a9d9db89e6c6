package io.microstream.hub.engineio;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;

/** The original's CORS headers: everybody, unless the configuration names origins. */
final class Cors {
    private Cors() {}

    static void allow(HttpServletRequest request, HttpServletResponse response, Set<String> allowedOrigins) {
        if (allowedOrigins.isEmpty()) {
            response.setHeader("Access-Control-Allow-Origin", "*");
            return;
        }
        response.setHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin != null && allowedOrigins.contains(origin.toLowerCase(Locale.ROOT))) {
            response.setHeader("Access-Control-Allow-Origin", origin);
        }
    }

    static void answerPreflight(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE");
        response.addHeader("Vary", "Access-Control-Request-Headers");
        String requested = request.getHeader("Access-Control-Request-Headers");
        if (requested != null) {
            response.setHeader("Access-Control-Allow-Headers", requested);
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setContentLength(0);
    }
}
