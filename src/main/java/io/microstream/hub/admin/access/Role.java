package io.microstream.hub.admin.access;

import java.util.Locale;

/** What a person who is logged in may do. The name in lower case is the user's. */
public enum Role {
    /** Looks. */
    VIEWER,
    /** Looks and acts. */
    ADMIN;

    /** The user, as in Basic authentication. */
    public String user() {
        return name().toLowerCase(Locale.ROOT);
    }
}
