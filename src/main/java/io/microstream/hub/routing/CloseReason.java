package io.microstream.hub.routing;

/** Why the hub closes a service's connection; the words stand in the log. */
public enum CloseReason {
    SILENT("silent for too long"),
    DISPLACED("its name was taken over"),
    SLOW_CONSUMER("does not read what it is sent"),
    OPERATOR("disconnected by an operator"),
    SHUTDOWN("the hub stops");

    private final String words;

    CloseReason(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
