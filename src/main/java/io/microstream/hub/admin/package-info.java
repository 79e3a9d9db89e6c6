/**
 * What operators and their machines see of the hub: health, management beans, the page at the root.
 *
 * <p>Reads what {@code routing} owns and owns nothing itself; what it shows of transports comes by a port that
 * {@code boot} fills.
 */
@NullMarked
package io.microstream.hub.admin;

import org.jspecify.annotations.NullMarked;
