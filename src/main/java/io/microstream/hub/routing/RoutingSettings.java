package io.microstream.hub.routing;

import java.time.Duration;

/**
 * The limits and delays of routing; each is a row of the configuration table in the README.
 *
 * @param heartbeatTimeout a service silent for longer than this is evicted
 * @param pendingTtl how long an unanswered request is remembered
 * @param maxPending unanswered requests of one asker
 * @param maxPendingTotal unanswered requests of all askers
 * @param lostGrace how long a vanished service may be away before its askers get the error
 * @param takeoverProbe how long an old connection has to show life before a newcomer may take its name
 * @param takeoverSilence silence that frees a name for a newcomer from any address
 */
public record RoutingSettings(
        Duration heartbeatTimeout,
        Duration pendingTtl,
        int maxPending,
        long maxPendingTotal,
        Duration lostGrace,
        Duration takeoverProbe,
        Duration takeoverSilence) {}
