/**
 * Who may see and steer the hub: passwords, logins, the filter before everything under {@code /admin}.
 *
 * <p>{@code AdminKeys} owns the digests of the passwords, {@code LoginSessions} who is logged in, {@code FailedLogins}
 * who has to wait. No secret leaves this package but the one link that is printed at the start.
 */
@NullMarked
package io.microstream.hub.admin.access;

import org.jspecify.annotations.NullMarked;
