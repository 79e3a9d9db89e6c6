package io.microstream.hub.admin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** A line for each login, log-out and action: who, from where, what. No secret stands in one. */
@ApplicationScoped
public class AuditLog {
    private static final Logger LOGGER = System.getLogger(AuditLog.class.getName());
    private static final int MAX_LENGTH = 200;

    /** A line for each so many wrong passwords of one address: who tries them tries thousands. */
    private static final int FAILURES_EACH_LINE = 10;

    void loggedIn(Role role, HttpServletRequest request) {
        LOGGER.log(Level.INFO, () -> "Audit: logged in " + who(role, request));
    }

    void loggedOut(Role role, HttpServletRequest request) {
        LOGGER.log(Level.INFO, () -> "Audit: logged out " + who(role, request));
    }

    void loginFailed(HttpServletRequest request, String user, int failures) {
        boolean worthALine = failures <= FAILURES_EACH_LINE || failures % FAILURES_EACH_LINE == 0;
        LOGGER.log(
                worthALine ? Level.WARNING : Level.DEBUG,
                () -> "Audit: login failed user=" + clean(user) + " address=" + request.getRemoteAddr() + " failures="
                        + failures);
    }

    void refused(HttpServletRequest request, String reason) {
        LOGGER.log(
                Level.WARNING,
                () -> "Audit: action refused reason=" + reason + " address=" + request.getRemoteAddr() + " action="
                        + action(request));
    }

    void acted(Role role, HttpServletRequest request, int status) {
        LOGGER.log(
                Level.INFO,
                () -> "Audit: action " + who(role, request) + " action=" + action(request) + " status=" + status);
    }

    private static String who(Role role, HttpServletRequest request) {
        return "user=" + role.user() + " address=" + request.getRemoteAddr();
    }

    /** Without the query: it is no part of what is done, and might hold what nobody should read. */
    private static String action(HttpServletRequest request) {
        return clean(request.getMethod() + " " + AdminRequest.path(request));
    }

    private static String clean(String text) {
        String oneLine = text.replaceAll("\\p{Cc}", "?");
        return oneLine.length() > MAX_LENGTH ? oneLine.substring(0, MAX_LENGTH) + "…" : oneLine;
    }
}
