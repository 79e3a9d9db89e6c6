package io.microstream.hub.container;

import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Tells Arquillian where its servlet is when the adapter for Payara Micro did not.
 *
 * <p>The adapter reads the deployed servlets from what the server prints and looks at that five times a second. When a
 * look falls between two lines of the list, it goes on without any servlet, and each test fails with
 * "ArquillianServletRunnerEE9 not found".
 */
public class RunnerServletExtension implements LoadableExtension {
    private static final String RUNNER = "ArquillianServletRunnerEE9";

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(MissingServlet.class);
    }

    /** Looks at what the adapter reports of a deployment. */
    public static class MissingServlet {
        /** Adds the runner's servlet, at the context root that the WAR asks for, to each context that lacks it. */
        public void add(@Observes ProtocolMetaData reported) {
            for (HTTPContext context : reported.getContexts(HTTPContext.class)) {
                if (context.getServletByName(RUNNER) == null) {
                    context.add(new Servlet(RUNNER, "/"));
                }
            }
        }
    }
}
