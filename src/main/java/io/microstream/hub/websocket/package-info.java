/**
 * WebSocket as the hub sees it: a channel of messages, whichever lane carries it.
 *
 * <p>Ports only: a lane turns a checked handshake into a channel, and the channel's listener hears what comes in. Owns
 * no state. Knows nobody.
 */
@NullMarked
package io.microstream.hub.websocket;

import org.jspecify.annotations.NullMarked;
