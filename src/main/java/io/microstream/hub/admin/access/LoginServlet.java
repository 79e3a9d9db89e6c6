package io.microstream.hub.admin.access;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /admin/login} and {@code /admin/logout}. */
@WebServlet(urlPatterns = {"/admin/login", "/admin/logout"})
public final class LoginServlet extends HttpServlet {
    private static final String LOGOUT = "/admin/logout";

    private final transient Logins logins;

    @Inject
    public LoginServlet(Logins logins) {
        this.logins = logins;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getServletPath().equals(LOGOUT)) {
            response.sendRedirect(request.getContextPath() + "/admin/login"); // a link must not log anybody out
        } else {
            request.getRequestDispatcher("/admin/login.html").forward(request, response);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals(LOGOUT)) {
            logins.logOut(request, response);
        } else {
            request.setCharacterEncoding("UTF-8"); // as the page is, and as no form says
            logins.byForm(request, response);
        }
    }
}
