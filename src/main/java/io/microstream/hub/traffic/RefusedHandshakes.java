package io.microstream.hub.traffic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Owns, under its lock, the last handshakes that were refused. */
public final class RefusedHandshakes {
    /** How many are remembered. */
    static final int MAX = 20;

    private static final int MAX_NAME = 256;

    /** One of them; the name is that which was asked for, and may be empty. */
    public record Refused(long at, String name, String address, String reason) {
        public Refused {
            name = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Refused> newestFirst = new ArrayDeque<>();

    void add(Refused refused) {
        lock.lock();
        try {
            newestFirst.addFirst(refused);
            if (newestFirst.size() > MAX) {
                newestFirst.removeLast();
            }
        } finally {
            lock.unlock();
        }
    }

    List<Refused> newestFirst() {
        lock.lock();
        try {
            return new ArrayList<>(newestFirst);
        } finally {
            lock.unlock();
        }
    }
}
