package io.microstream.hub.testing;

import java.net.InetSocketAddress;
import java.net.URI;

/** A running hub that tests connect to. */
@FunctionalInterface
public interface HubTarget {
    /** The hub's address, such as {@code http://127.0.0.1:21000}. */
    URI url();

    /** Where its sockets are. */
    default InetSocketAddress address() {
        return new InetSocketAddress(url().getHost(), url().getPort());
    }
}
