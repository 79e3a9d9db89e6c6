/**
 * Where the hub is put together: configuration, logging, the two timers that let its time flow, start and stop.
 *
 * <p>Knows everybody; nobody imports it. Owns nothing but what it has started and must stop.
 */
@NullMarked
package io.microstream.hub.boot;

import org.jspecify.annotations.NullMarked;
