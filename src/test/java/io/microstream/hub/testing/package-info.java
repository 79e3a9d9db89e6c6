/**
 * Doubles for tests, written by hand: what a test moves (time), what it listens to (channels, transports, listeners).
 *
 * <p>They record and never judge; the test says what should have happened.
 */
@NullMarked
package io.microstream.hub.testing;

import org.jspecify.annotations.NullMarked;
