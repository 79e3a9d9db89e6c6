package io.microstream.hub.traffic;

import io.microstream.hub.json.RawJson;

/** Tells an error from a result as the clients do: by a member {@code error} that says something. */
final class Answers {
    private static final byte[] ERROR = {'"', 'e', 'r', 'r', 'o', 'r', '"'};

    private Answers() {}

    /**
     * Whether the answer is {@code {"error":…}}. Only the first member is looked at, which all clients write alone;
     * reading on would cost a pass over each answer.
     */
    static boolean isError(RawJson answer) {
        if (!answer.isObject()) {
            return false;
        }
        byte[] json = answer.array();
        int end = answer.offset() + answer.length();
        int at = skipSpace(json, answer.offset() + 1, end);
        for (byte expected : ERROR) {
            if (at >= end || json[at++] != expected) {
                return false;
            }
        }
        at = skipSpace(json, at, end);
        at = skipSpace(json, at + 1, end); // behind the colon
        return at < end && json[at] != 'n' && json[at] != 'f' && json[at] != '0';
    }

    private static int skipSpace(byte[] json, int from, int end) {
        int at = from;
        while (at < end && json[at] <= ' ') {
            at++;
        }
        return at;
    }
}
