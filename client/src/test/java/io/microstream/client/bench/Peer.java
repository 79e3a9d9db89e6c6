package io.microstream.client.bench;

/** A library that is measured: makes askers, and the service that they ask. */
interface Peer {
    /** About 80 of the 100 bytes that a request carries. */
    String TEXT = "x".repeat(80);

    String name();

    /** Serves until it is closed. */
    Asker serve(String service) throws Exception;

    /** Under a name of its own, which a connection that is still about to end cannot have. */
    Asker asker(String name, String service) throws Exception;
}
