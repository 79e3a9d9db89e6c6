package io.microstream.hub.routing;

/**
 * A connection as it is at this moment.
 *
 * @param transport {@code polling} or {@code websocket}
 * @param queuedBytes outbound bytes that wait for the peer
 */
public record ConnectionStatus(String transport, long queuedBytes) {}
