package io.microstream.hub.engineio;

/** What runs on top of Engine.IO sessions. */
@FunctionalInterface
public interface EngineApplication {
    /** A session has opened; what comes in goes to the listener that is returned. Must not send yet. */
    EngineListener opened(EngineSession session);
}
