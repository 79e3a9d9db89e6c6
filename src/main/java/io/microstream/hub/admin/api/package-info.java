/**
 * The console's API for machines: Jakarta REST over JSON-B records, errors as RFC 9457 problem documents. Who may come in
 * is decided before, by {@code admin.access}. Owns nothing.
 */
@NullMarked
package io.microstream.hub.admin.api;

import org.jspecify.annotations.NullMarked;
