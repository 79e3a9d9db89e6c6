package io.microstream.client;

import java.security.SecureRandom;

/** Makes what two clients will not share. */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A prefix for the ids of one client. */
    static String random() {
        return Long.toString(RANDOM.nextLong() >>> 1, 36) + "-";
    }
}
