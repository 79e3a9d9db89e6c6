package io.microstream.hub.routing;

import io.microstream.hub.json.RawJson;
import io.microstream.hub.message.RequestId;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the ids under which a request travels when it cannot travel under its asker's. Any thread. */
final class HubIds {
    // A service may send to a restarted hub what it was asked by the one before: so each start has its own prefix.
    private final String prefix =
            "hub-" + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 30), Character.MAX_RADIX) + "-";
    private final AtomicLong last = new AtomicLong();

    /** An id that this hub has not made before. */
    RequestId next() {
        return RequestId.of(
                RawJson.of('"' + prefix + Long.toString(last.incrementAndGet(), Character.MAX_RADIX) + '"'));
    }
}
