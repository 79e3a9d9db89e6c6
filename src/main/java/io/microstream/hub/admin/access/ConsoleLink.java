package io.microstream.hub.admin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells the operator, once and at the start, how to get in where no password is set. */
@ApplicationScoped
public class ConsoleLink {
    private static final Logger LOGGER = System.getLogger(ConsoleLink.class.getName());

    private final AdminKeys keys;

    @Inject
    public ConsoleLink(AdminKeys keys) {
        this.keys = keys;
    }

    /** Only for the CDI client proxy. */
    @SuppressWarnings("NullAway")
    protected ConsoleLink() {
        this.keys = null;
    }

    /**
     * Prints the link with a fresh key if one is needed. With {@code LOG_LEVEL=silent} none is made, since nobody would
     * read it: the console stays closed.
     *
     * @param base where the hub is, such as {@code http://localhost:3000}, as far as it knows
     */
    public void print(String base) {
        if (LOGGER.isLoggable(Level.ERROR)) {
            keys.makeKey()
                    .ifPresent(key ->
                            LOGGER.log(level(), () -> "Console, good for one login: " + base + "/admin/?key=" + key));
        }
    }

    /** The lowest that is shown: without this line nobody gets in. */
    private static Level level() {
        return LOGGER.isLoggable(Level.INFO)
                ? Level.INFO
                : LOGGER.isLoggable(Level.WARNING) ? Level.WARNING : Level.ERROR;
    }
}
