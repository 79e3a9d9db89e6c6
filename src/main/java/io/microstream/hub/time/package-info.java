/**
 * The hub's own notion of time: a clock that flows only while the hub ticks, deadlines, and a wheel of timers.
 *
 * <p>Owns the current hub time and the timers that wait for it. Knows nobody. No lock is held while a timer runs.
 */
@NullMarked
package io.microstream.hub.time;

import org.jspecify.annotations.NullMarked;
