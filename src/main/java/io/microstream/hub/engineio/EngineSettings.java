package io.microstream.hub.engineio;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The limits and delays of Engine.IO; each is a row of the configuration table in the README.
 *
 * @param pingInterval between a pong and the next ping
 * @param pingTimeout how long a pong may take
 * @param upgradeTimeout how long an upgrade may stay unfinished
 * @param maxPayloadBytes of one message or POST body
 * @param sendBufferBytes outbound bytes queued for one connection before it counts as a slow consumer
 * @param maxConnections open sessions in all
 * @param maxConnectionsPerAddress open sessions from one address; 0 for any number
 * @param maxPollingSessions open sessions that poll
 * @param allowedOrigins origins that may connect; empty for all
 * @param trustedProxies whose {@code X-Forwarded-For} and {@code Forwarded} headers count
 */
public record EngineSettings(
        Duration pingInterval,
        Duration pingTimeout,
        Duration upgradeTimeout,
        int maxPayloadBytes,
        long sendBufferBytes,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxPollingSessions,
        Set<String> allowedOrigins,
        List<AddressRange> trustedProxies) {
    public EngineSettings {
        allowedOrigins = Set.copyOf(allowedOrigins);
        trustedProxies = List.copyOf(trustedProxies);
    }
}
