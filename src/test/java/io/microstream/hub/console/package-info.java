/**
 * The console's API, metrics, health, JMX and access rules of the packaged hub, from outside: over HTTP and the attach
 * API. The classes share one hub with both passwords set, except where a test ends its hub or locks an address out.
 */
@NullMarked
package io.microstream.hub.console;

import org.jspecify.annotations.NullMarked;
