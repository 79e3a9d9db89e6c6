/**
 * What has happened between services: for each caller, callee and event the number of requests, their outcomes and
 * latencies; who has gone, who was refused.
 *
 * <p>Fills routing's port {@code HubObserver}. {@code CallTable} owns the calls, bounded in number, each of fixed size;
 * they are read and written without locks, its own lock is for changes of the table only. {@code TrafficLog} owns the
 * rare events, bounded too. What is written on the path of a request makes no object.
 */
@NullMarked
package io.microstream.hub.traffic;

import org.jspecify.annotations.NullMarked;
