package io.microstream.hub.admin.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the door reads from a request. */
final class AdminRequest {
    /** The cookie of a browser that is logged in. */
    static final String COOKIE = "microstream_hub";

    private AdminRequest() {}

    /** The path in the application, decoded and normalized as the container maps it. */
    static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        return request.getServletPath() + (info == null ? "" : info);
    }

    /** Whether a browser says that another origin's page has sent it. Who is no browser says nothing and is not. */
    static boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return true;
        }
        String origin = request.getHeader("Origin");
        return origin != null && !authority(origin).equals(host(request));
    }

    private static String authority(String origin) {
        int scheme = origin.indexOf("://");
        return scheme < 0 ? "" : origin.substring(scheme + 3).toLowerCase(Locale.ROOT);
    }

    private static String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }

    static @Nullable String cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    /** Whether the browser speaks TLS, with us or with a proxy before us. */
    static boolean isSecure(HttpServletRequest request) {
        return request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }
}
