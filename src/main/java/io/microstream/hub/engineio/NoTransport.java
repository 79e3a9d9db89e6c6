package io.microstream.hub.engineio;

/** Stands where a session has no transport yet; carries nothing. */
enum NoTransport implements Transport {
    NONE;

    @Override
    public void flush() {}

    @Override
    public void release() {}

    @Override
    public void leave() {}

    @Override
    public void close() {}

    @Override
    public void abort() {}
}
