/**
 * The hub's health where a server has MicroProfile Health. Nothing here is loaded where it has not: the extension knows
 * the name of the class that knows the API, and looks whether the API is there first. Owns nothing.
 */
@NullMarked
package io.microstream.hub.admin.health;

import org.jspecify.annotations.NullMarked;
