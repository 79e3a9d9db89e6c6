/** What the documentation says, held against the source that it is about. */
@NullMarked
package io.microstream.hub.docs;

import org.jspecify.annotations.NullMarked;
