/** Hubs to test against, and other doubles. */
@org.jspecify.annotations.NullMarked
package io.microstream.client.testing;
