package io.microstream.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The calls that have timed out and whose answer is still wanted: the last 10,000. Any thread. */
final class LateCalls {
    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, PendingCall> calls = new LinkedHashMap<>();

    void keep(PendingCall call) {
        lock.lock();
        try {
            calls.put(call.id, call);
            if (calls.size() > MOST) {
                calls.remove(calls.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    Optional<PendingCall> take(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(calls.remove(id));
        } finally {
            lock.unlock();
        }
    }
}
