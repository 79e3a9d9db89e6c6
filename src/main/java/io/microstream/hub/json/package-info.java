/**
 * JSON as the hub needs it: checked strictly in one pass over bytes, sliced, and never built into objects.
 *
 * <p>RFC 8259 and RFC 3629. Owns no state beyond one scan. Knows nobody.
 */
@NullMarked
package io.microstream.hub.json;

import org.jspecify.annotations.NullMarked;
