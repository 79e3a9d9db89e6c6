/**
 * Who is registered under which name, who waits for whose answer, and what becomes of both.
 *
 * <p>Knows {@code message}, {@code json} and {@code time}, and of Jakarta EE the CDI annotations only.
 *
 * <p>State has these owners: {@code ServiceRegistry} the names, with {@code NameContest} and {@code SparedNames}
 * as parts of it, under its lock; {@code PendingRequests} the unanswered requests, each {@code NameLedger} under a
 * lock of its own, and {@code ExpiryWatch} which of them is to be looked at next; {@code Registration} its signs of
 * life, and {@code SilenceWatch} when each is looked at next; {@code HubCounters} the counts.
 *
 * <p>Lock order: {@code ServiceRegistry}, then a bin of the table of ledgers, then one {@code NameLedger}; {@code
 * SilenceWatch} innermost, {@code ExpiryWatch} alone. No {@link Connection} is told anything and nothing is logged with
 * one of them held.
 */
@NullMarked
package io.microstream.hub.routing;

import org.jspecify.annotations.NullMarked;
