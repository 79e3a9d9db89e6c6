/**
 * Who is registered under which name, who waits for whose answer, and what becomes of both.
 *
 * <p>Knows {@code message} and {@code time}, and of Jakarta EE the CDI scope annotations only.
 */
@NullMarked
package io.microstream.hub.routing;

import org.jspecify.annotations.NullMarked;
