package io.microstream.hub.time;

/** A moment in hub time. */
public record Deadline(long atNanos) {
    /** Whether hub time has gone beyond this moment; exactly at it, not yet. */
    public boolean passed(HubClock clock) {
        return clock.nanos() - atNanos > 0;
    }
}
