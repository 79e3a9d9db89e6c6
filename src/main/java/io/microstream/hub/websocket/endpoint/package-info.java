/**
 * The standard lane: Jakarta WebSocket's {@code @ServerEndpoint}, upgraded by the container itself.
 *
 * <p>Holds no state but what belongs to one connection. Knows {@code websocket} only.
 */
@NullMarked
package io.microstream.hub.websocket.endpoint;

import org.jspecify.annotations.NullMarked;
