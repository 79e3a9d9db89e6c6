/** What stands in the folder {@code deploy}, held against those who read it. */
@NullMarked
package io.microstream.hub.deploy;

import org.jspecify.annotations.NullMarked;
