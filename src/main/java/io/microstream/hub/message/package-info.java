/**
 * What services say to each other through the hub, and the codes with which the hub says no.
 *
 * <p>Values only, checked where they are made. Knows {@code json}; no transport, no wire format, no time.
 */
@NullMarked
package io.microstream.hub.message;

import org.jspecify.annotations.NullMarked;
