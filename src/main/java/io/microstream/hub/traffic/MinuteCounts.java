package io.microstream.hub.traffic;

/** How often something happened in each of the last sixty minutes. Guarded by its owner. */
final class MinuteCounts {
    private static final int MINUTES = 60;
    private static final long MINUTE_MILLIS = 60_000;

    private final long[] counts = new long[MINUTES];
    private final long[] minutes = new long[MINUTES];

    void add(long nowMillis) {
        long minute = nowMillis / MINUTE_MILLIS;
        int at = (int) (minute % MINUTES);
        if (minutes[at] != minute) {
            minutes[at] = minute;
            counts[at] = 0;
        }
        counts[at]++;
    }

    long inLastHour(long nowMillis) {
        long oldest = nowMillis / MINUTE_MILLIS - MINUTES + 1;
        long sum = 0;
        for (int i = 0; i < MINUTES; i++) {
            sum += minutes[i] >= oldest ? counts[i] : 0;
        }
        return sum;
    }
}
