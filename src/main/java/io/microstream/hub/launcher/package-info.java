/**
 * What the uber-jar runs before and after the server's own main: a look at the settings, and whether the hub came up; and
 * how the server's threads are used in it.
 *
 * <p>Not part of the WAR. Knows nobody of the hub at compile time; it reads {@code boot} out of the WAR that it starts.
 */
@NullMarked
package io.microstream.hub.launcher;

import org.jspecify.annotations.NullMarked;
