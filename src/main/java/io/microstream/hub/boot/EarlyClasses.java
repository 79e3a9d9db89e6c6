package io.microstream.hub.boot;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

/**
 * Loads all classes of the hub while it starts. When its process is told to end, Payara closes the application's class
 * loader before it tells the application: what was not used until then is not to be had any more, and among it is what a
 * hub needs to stop in order.
 */
final class EarlyClasses {
    private static final Logger LOGGER = System.getLogger(EarlyClasses.class.getName());
    private static final String ROOT = "/WEB-INF/classes/";

    private final ServletContext context;
    private final ClassLoader loader;

    EarlyClasses(ServletContext context) {
        this.context = context;
        this.loader = EarlyClasses.class.getClassLoader();
    }

    /** Loads them without running any of their code; those whose server is another one are left out. */
    void load() {
        loadFrom(ROOT + "io/microstream/hub/");
    }

    private void loadFrom(String folder) {
        Set<String> paths = context.getResourcePaths(folder);
        if (paths == null) {
            return; // not unpacked, or not there: this server keeps them otherwise
        }
        for (String path : paths) {
            if (path.endsWith("/")) {
                loadFrom(path);
            } else if (path.endsWith(".class")) {
                loadClass(path.substring(ROOT.length(), path.length() - ".class".length())
                        .replace('/', '.'));
            }
        }
    }

    private void loadClass(String name) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError ofAnotherServer) {
            LOGGER.log(Level.DEBUG, () -> "Not for this server: " + name);
        }
    }
}
