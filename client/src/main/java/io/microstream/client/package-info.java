/**
 * The MicroStream client: serve requests and call other services through a MicroStream hub. Begin with
 * {@link io.microstream.client.MicroStream#builder()}.
 *
 * <p>The state of a client has owners: {@code HubConnection} the connection and its state, {@code Calls} what is asked and
 * unanswered, {@code Serving} what runs. No lock is held while another's is taken, but a link's queue's.
 */
@org.jspecify.annotations.NullMarked
package io.microstream.client;
