/**
 * Engine.IO over HTTP long-polling: one waiting GET that brings packets, one POST at a time that takes them.
 *
 * <p>Owns for each polling session the GET that waits ({@code PollingTransport}). Reads and writes without blocking, so
 * that a slow peer holds no thread. Lock order: a transport's lock before its session's.
 */
@NullMarked
package io.microstream.hub.engineio.polling;

import org.jspecify.annotations.NullMarked;
