package io.microstream.hub.boot;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Hears when the web module starts and stops, which the EJB does not, and is there where no EJB is. */
@WebListener
public class WebModuleWatch implements ServletContextListener {
    @Inject
    private HubAnnouncement announcement;

    @Inject
    private HubLifecycle lifecycle;

    @Resource
    private ManagedExecutorService workers;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        workers.execute(new EarlyClasses(event.getServletContext())::load);
        lifecycle.startUntimed();
        announcement.ready();
    }

    /** Undeployment may stop the web module first: the hub stops while it is still there. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        lifecycle.stop();
    }
}
