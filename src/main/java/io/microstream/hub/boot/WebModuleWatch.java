package io.microstream.hub.boot;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Hears when the web module starts and stops, which the EJBs do not. */
@WebListener
public class WebModuleWatch implements ServletContextListener {
    @Inject
    private HubAnnouncement announcement;

    @EJB
    private HubLifecycle lifecycle;

    @Resource
    private ManagedExecutorService workers;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        workers.execute(new EarlyClasses(event.getServletContext())::load);
        announcement.ready();
    }

    /** Undeployment may stop the web module first: the hub stops while it is still there. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        lifecycle.stop();
    }
}
