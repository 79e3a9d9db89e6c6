package io.microstream.hub.admin.access;

import java.util.Optional;

/**
 * Who may see the hub.
 *
 * @param password of the user {@code admin}; without one the hub makes a key at its start
 * @param viewerPassword of the user {@code viewer}, who may look and not act
 * @param metricsProtected whether metrics ask for a password too
 */
public record AdminSettings(Optional<String> password, Optional<String> viewerPassword, boolean metricsProtected) {
    /** Without the passwords: what is printed by mistake must not give them away. */
    @Override
    public String toString() {
        return "AdminSettings[metricsProtected=" + metricsProtected + "]";
    }
}
