package io.microstream.hub.admin.access;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * The one door before everything under {@code /admin}: who comes in, and what they may do. Health is open, metrics unless
 * they are protected, and what the login page needs; everything else asks for a login. Nothing is answered to a page of
 * another origin.
 */
@WebFilter(urlPatterns = "/admin/*", asyncSupported = true, dispatcherTypes = DispatcherType.REQUEST)
public final class AdminDoor extends HttpFilter {
    /** Where the door leaves the {@link Role} of whoever came in. */
    public static final String ROLE = "io.microstream.hub.role";

    /** The header that each action brings; a page of another origin cannot send it. */
    public static final String ACTION_HEADER = "X-MicroStream-Console";

    private static final String API = "/admin/api/";
    private static final Set<String> LOOKING = Set.of("GET", "HEAD");
    private static final Set<String> OF_THE_LOGIN = Set.of(
            "/admin/login.html",
            "/admin/css/tokens.css",
            "/admin/css/login.css",
            "/admin/js/login.js",
            "/admin/js/theme.js",
            "/admin/icon.svg");

    private final transient AdminSettings settings;
    private final transient Logins logins;
    private final transient AuditLog audit;

    @Inject
    public AdminDoor(AdminSettings settings, Logins logins, AuditLog audit) {
        this.settings = settings;
        this.logins = logins;
        this.audit = audit;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = AdminRequest.path(request);
        SecurityHeaders.set(response, path);
        if (!LOOKING.contains(request.getMethod()) && AdminRequest.isForeign(request)) {
            audit.refused(request, "foreign origin");
            Problems.write(response, 403, "Forbidden", "Actions come from the hub's own page or from a tool.");
        } else if (path.equals("/admin")) {
            response.sendRedirect(request.getContextPath() + "/admin/");
        } else if (isOpen(path)) {
            chain.doFilter(request, response);
        } else if (path.equals("/admin/") && request.getParameter("key") != null) {
            logins.byLink(request, response);
        } else {
            withLogin(path, request, response, chain);
        }
    }

    private boolean isOpen(String path) {
        return path.startsWith("/admin/health/")
                || path.equals("/admin/login")
                || path.equals("/admin/logout")
                || OF_THE_LOGIN.contains(path)
                || (path.equals("/admin/metrics") && !settings.metricsProtected());
    }

    private void withLogin(String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Role> role = logins.find(request, response);
        if (response.isCommitted()) {
            return;
        }
        if (role.isEmpty()) {
            askForLogin(path, request, response);
            return;
        }
        request.setAttribute(ROLE, role.get());
        if (path.equals("/admin/")) {
            request.getRequestDispatcher("/admin/index.html").forward(request, response);
        } else if (LOOKING.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else {
            act(role.get(), request, response, chain);
        }
    }

    private void act(Role role, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!"1".equals(request.getHeader(ACTION_HEADER))) {
            audit.refused(request, "no " + ACTION_HEADER);
            Problems.write(response, 403, "Forbidden", "An action needs the header " + ACTION_HEADER + ": 1.");
        } else if (role != Role.ADMIN) {
            audit.refused(request, "viewer");
            Problems.write(response, 403, "Forbidden", "A viewer may look, not act.");
        } else {
            try {
                chain.doFilter(request, response);
            } finally {
                audit.acted(role, request, response.getStatus());
            }
        }
    }

    private void askForLogin(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (path.startsWith(API) || path.equals("/admin/metrics")) {
            // A browser would put its own dialogue over the page; tools wait for the challenge.
            boolean isBrowser = request.getHeader("Sec-Fetch-Mode") != null;
            response.setHeader("WWW-Authenticate", (isBrowser ? "Console" : "Basic") + " realm=\"MicroStream Hub\"");
            Problems.write(response, 401, "Unauthorized", "This needs a login or a password.");
            return;
        }
        response.sendRedirect(request.getContextPath() + "/admin/login");
    }
}
