/**
 * Engine.IO v4: the door, sessions, their queue, and the change from polling to WebSocket.
 *
 * <p>Owns the sessions ({@code EngineSessions}) and in each of them state, transport and outbound queue
 * ({@code EngineSession}). Knows {@code websocket} and {@code time}; what runs on top is an {@code EngineApplication}.
 *
 * <p>Lock order: the lock of a session's {@code Inbound} (held while its messages are handed up, so that they stay one at
 * a time) before any session's {@code lock}, and that before the one of {@code HubTimers}. Nothing is called out under
 * {@code lock}.
 */
@NullMarked
package io.microstream.hub.engineio;

import org.jspecify.annotations.NullMarked;
