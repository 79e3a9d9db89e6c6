package io.microstream.hub.boot;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/**
 * The EJB timer that drives the hub's seconds. A server without EJBs passes it over.
 *
 * <p>What it calls catches its own failures: Payara expunges a timer that fails repeatedly.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class HubTimer {
    @Inject
    private HubLifecycle lifecycle;

    @PostConstruct
    void start() {
        lifecycle.startTimed();
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void everySecond() {
        lifecycle.everySecond();
    }

    @PreDestroy
    void stop() {
        lifecycle.stop();
    }
}
