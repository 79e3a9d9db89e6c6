/**
 * Real clients against the packaged hub, over the wire: what an existing service sees.
 *
 * <p>Needs {@code target/microstream-hub.jar}, or a running hub whose address is in {@code HUB_URL}. All classes share
 * one hub; a test keeps to itself by the names of its services. No class of the hub is used here.
 */
@NullMarked
package io.microstream.hub.it;

import org.jspecify.annotations.NullMarked;
