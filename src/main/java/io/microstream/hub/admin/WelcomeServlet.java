package io.microstream.hub.admin;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells a person who opens the hub in a browser what this is. */
@WebServlet(urlPatterns = "/welcome")
public final class WelcomeServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain; charset=UTF-8");
        response.getWriter()
                .println("This is MicroStream Hub " + HubVersion.text()
                        + ". Services connect here over Socket.IO; its health is at /admin/health/ready.");
    }
}
