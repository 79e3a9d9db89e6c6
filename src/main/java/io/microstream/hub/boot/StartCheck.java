package io.microstream.hub.boot;

import java.util.ArrayList;
import java.util.List;

/** Looks at the settings before the server starts, so that a mistake is told at once and not after ten seconds. */
public final class StartCheck {
    private StartCheck() {}

    /** All that keeps the uber-jar from starting, in one block for a person; empty if nothing does. */
    public static String problems() {
        List<String> problems =
                new ArrayList<>(HubSettings.read(ProcessSettings::read).problems());
        ListenAddress.Reading address = ListenAddress.read();
        problems.addAll(address.problems());
        if (address.problems().isEmpty()) {
            address.address().obstacle().ifPresent(problems::add);
        }
        return problems.isEmpty() ? "" : block(problems);
    }

    /** The problems, one a line. */
    static String block(List<String> problems) {
        String nextLine = System.lineSeparator() + "  ";
        return "The hub cannot start:" + nextLine + String.join(nextLine, problems);
    }
}
