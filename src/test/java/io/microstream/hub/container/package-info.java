/** Tests that run inside a real application server, in the deployed WAR. */
@NullMarked
package io.microstream.hub.container;

import org.jspecify.annotations.NullMarked;
