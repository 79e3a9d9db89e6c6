package io.microstream.hub.admin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways to log in: the link of the start, user and password in a form or as HTTP Basic, and the cookie after it. */
@ApplicationScoped
public class Logins {
    private static final String BASIC = "basic ";

    private final AdminKeys keys;
    private final LoginSessions sessions;
    private final FailedLogins failures;
    private final AuditLog audit;

    @Inject
    public Logins(AdminKeys keys, LoginSessions sessions, FailedLogins failures, AuditLog audit) {
        this.keys = keys;
        this.sessions = sessions;
        this.failures = failures;
        this.audit = audit;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected Logins() {
        this(null, null, null, null);
    }

    /** Who sends this; empty if nobody is known. An address that has to wait has been answered already. */
    Optional<Role> find(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Role> loggedIn = sessions.find(AdminRequest.cookie(request));
        String authorization = request.getHeader("Authorization");
        if (loggedIn.isPresent() || authorization == null) {
            return loggedIn;
        }
        if (!authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return Optional.empty();
        }
        long seconds = failures.secondsToWait(request.getRemoteAddr());
        if (seconds > 0) {
            response.setHeader("Retry-After", Long.toString(seconds));
            Problems.write(response, 429, "Too Many Requests", "Too many wrong passwords; wait " + seconds + " s.");
            return Optional.empty();
        }
        return check(request, credentials(authorization.substring(BASIC.length())));
    }

    private record Credentials(String user, String password) {}

    private static Credentials credentials(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Credentials(text, "")
                    : new Credentials(text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException noBase64) {
            return new Credentials("", "");
        }
    }

    private Optional<Role> check(HttpServletRequest request, Credentials given) {
        Optional<Role> role = keys.roleOf(given.user(), given.password());
        if (role.isEmpty()) {
            audit.loginFailed(request, given.user(), failures.count(request.getRemoteAddr()));
        }
        return role;
    }

    /** The form of the login page. */
    void byForm(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String page = request.getContextPath() + "/admin/";
        long seconds = failures.secondsToWait(request.getRemoteAddr());
        if (seconds > 0) {
            response.sendRedirect(page + "login?wait=" + seconds);
            return;
        }
        Optional<Role> role = check(request, new Credentials(text(request, "user"), text(request, "password")));
        if (role.isEmpty()) {
            response.sendRedirect(page + "login?failed");
            return;
        }
        open(role.get(), request, response);
        response.sendRedirect(page);
    }

    private static String text(HttpServletRequest request, String parameter) {
        @Nullable String value = request.getParameter(parameter);
        return value == null ? "" : value;
    }

    /** The link that the start has printed: good once, and gone from the address line at once. */
    void byLink(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String page = request.getContextPath() + "/admin/";
        if (failures.secondsToWait(request.getRemoteAddr()) == 0) {
            if (keys.redeem(text(request, "key"))) {
                open(Role.ADMIN, request, response);
                response.sendRedirect(page);
                return;
            }
            audit.loginFailed(request, "link", failures.count(request.getRemoteAddr()));
        }
        response.sendRedirect(page + "login?failed");
    }

    private void open(Role role, HttpServletRequest request, HttpServletResponse response) {
        sessions.close(AdminRequest.cookie(request));
        setCookie(request, response, sessions.open(role), LoginSessions.LASTS.toSeconds());
        audit.loggedIn(role, request);
    }

    void logOut(HttpServletRequest request, HttpServletResponse response) {
        String token = AdminRequest.cookie(request);
        sessions.find(token).ifPresent(role -> audit.loggedOut(role, request));
        sessions.close(token);
        setCookie(request, response, "", 0);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static void setCookie(
            HttpServletRequest request, HttpServletResponse response, String value, long seconds) {
        response.addHeader(
                "Set-Cookie",
                AdminRequest.COOKIE + "=" + value + "; Path=" + request.getContextPath() + "/admin; Max-Age=" + seconds
                        + "; HttpOnly; SameSite=Strict" + (AdminRequest.isSecure(request) ? "; Secure" : ""));
    }
}
