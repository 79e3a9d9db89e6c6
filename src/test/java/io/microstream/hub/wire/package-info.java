/**
 * Hostile peers: every row of the wire's tables, and what no sound client would send.
 *
 * <p>Black box over plain sockets, against the running hub. Whatever a test does, an ordinary request between two other
 * services works after it, and the hub holds nothing that it did not hold before ({@link
 * io.microstream.hub.wire.WireTest}).
 */
@NullMarked
package io.microstream.hub.wire;

import org.jspecify.annotations.NullMarked;
