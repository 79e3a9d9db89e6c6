package io.microstream.hub.admin.access;

import jakarta.servlet.http.HttpServletResponse;

/** What every answer under {@code /admin} says to a browser: load from here only, run no inline code, be in no frame. */
final class SecurityHeaders {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    private SecurityHeaders() {}

    static void set(HttpServletResponse response, String path) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", isFile(path) ? "no-cache" : "no-store");
    }

    private static boolean isFile(String path) {
        return path.endsWith(".js") || path.endsWith(".css") || path.endsWith(".svg");
    }
}
