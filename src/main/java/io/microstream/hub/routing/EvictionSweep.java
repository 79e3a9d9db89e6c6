package io.microstream.hub.routing;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class EvictionSweep {
    public void run() {}
}
