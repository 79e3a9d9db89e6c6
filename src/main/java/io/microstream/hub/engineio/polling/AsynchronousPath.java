package io.microstream.hub.engineio.polling;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;

/**
 * Stands under the path of the wire, so that a container lets requests there be answered later. Is never called: the
 * door answers them all, which saves each poll and post the way through the filters of others.
 */
@WebServlet(urlPatterns = "/socket.io/*", asyncSupported = true)
public final class AsynchronousPath extends HttpServlet {}
