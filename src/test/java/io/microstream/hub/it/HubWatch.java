package io.microstream.hub.it;

import io.microstream.hub.testing.HttpAnswer;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.ProcessProbe;
import io.microstream.hub.testing.RawHttp;
import io.microstream.hub.testing.RawSocket;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a hub ten times a second, in a thread of its own, and remembers the worst. */
final class HubWatch implements AutoCloseable {
    private static final Pattern LAST_TICK = Pattern.compile("\"lastTickMs\":(\\d+)");
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final HubProcess hub;
    private final ProcessProbe probe;
    private final AtomicLong maxResidentBytes = new AtomicLong();
    private final AtomicLong maxTickMillis = new AtomicLong();
    private volatile boolean watching = true;

    HubWatch(HubProcess hub) {
        this.hub = hub;
        probe = hub.probe();
        Thread thread = new Thread(this::watch, "hub-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Forgets the worst so far; returns the resident bytes of now. */
    long startOver() {
        long resident = probe.residentBytes();
        maxResidentBytes.set(resident);
        maxTickMillis.set(0);
        return resident;
    }

    long maxResidentBytes() {
        return maxResidentBytes.get();
    }

    /** The longest time since the last tick of the hub's timers, as its health says. */
    long maxTickMillis() {
        return maxTickMillis.get();
    }

    private void watch() {
        while (watching) {
            try {
                look();
            } catch (AssertionError | UncheckedIOException noAnswer) {
                maxTickMillis.accumulateAndGet(RawSocket.PATIENCE.toMillis(), Math::max);
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private void look() {
        maxResidentBytes.accumulateAndGet(probe.residentBytes(), Math::max);
        HttpAnswer health = RawHttp.get(hub, "/admin/health/live");
        Matcher tick = LAST_TICK.matcher(health.text());
        if (tick.find()) {
            maxTickMillis.accumulateAndGet(Long.parseLong(tick.group(1)), Math::max);
        }
    }

    @Override
    public void close() {
        watching = false;
    }
}
