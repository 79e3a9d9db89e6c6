package io.microstream.hub.engineio;

/** What runs on top of Engine.IO sessions. */
@FunctionalInterface
public interface EngineApplication {
    /** A session has opened; what comes in goes to the listener that is returned. Must not send yet. */
    EngineListener opened(EngineSession session);

    /** A sound handshake was turned away at the door, for there is no room; the obstacle is for people. */
    default void turnedAway(Handshake handshake, String obstacle) {}

    /** A request that breaks the protocol was refused in these words, the first one of a session or a later one. */
    default void misused(Handshake handshake, String words) {}
}
