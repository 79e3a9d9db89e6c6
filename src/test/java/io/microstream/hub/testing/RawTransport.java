package io.microstream.hub.testing;

import java.time.Duration;

/** How a raw service's Engine.IO packets travel. A binary packet reads as {@code b} and base64 on both. */
interface RawTransport extends AutoCloseable {
    /** Sends packets, over polling in one body. */
    void send(String... packets);

    /** Sends a binary packet. */
    void sendBinary(byte[] bytes);

    /** The next packet, or {@code closed}. */
    String next();

    /** Whether a packet, or the end, comes within this time. */
    boolean arrivesWithin(Duration time);

    /** Ends the connection without a word. */
    @Override
    void close();
}
