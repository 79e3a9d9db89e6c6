/**
 * Socket.IO v5 on top of an Engine.IO session, and the hub's messages on top of Socket.IO.
 *
 * <p>Turns packets into {@code HubMessage}s and deliveries into packets; a payload goes out as the bytes it came in.
 * Owns for each session the phase of its CONNECT and the event whose attachments are still to come; both are touched
 * under the session's inbound order only, except for the registration, which routing brings from any thread.
 */
@NullMarked
package io.microstream.hub.socketio;

import org.jspecify.annotations.NullMarked;
