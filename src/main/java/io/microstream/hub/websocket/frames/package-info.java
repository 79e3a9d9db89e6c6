/**
 * RFC 6455 by ourselves, over a link that reads and writes bytes without blocking.
 *
 * <p>{@code FrameReader} and {@code FrameConnection} are the protocol; a {@code Link} beneath them is all that differs
 * between lanes. Owns for each connection the message that is being received and the bytes that wait for the peer.
 * Lock order: a connection's lock is the innermost; nothing is called out under it.
 */
@NullMarked
package io.microstream.hub.websocket.frames;

import org.jspecify.annotations.NullMarked;
