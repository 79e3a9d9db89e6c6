package io.microstream.client.internal;

import java.util.Map;

/** Passes the trace that a request belongs to on to those who are asked, where there is something that traces. */
public interface Trace {
    /** Ends what {@link #continueFrom} has begun. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** Adds the current trace to a request's headers. */
    void inject(Map<String, String> headers);

    /** Makes the trace in a request's headers the current one of this thread. */
    Scope continueFrom(Map<String, String> headers);

    /** W3C trace context by OpenTelemetry if its API is on the class path, otherwise nothing. */
    static Trace ofThisJvm() {
        try {
            Class.forName("io.opentelemetry.api.GlobalOpenTelemetry", false, Trace.class.getClassLoader());
            return new OpenTelemetryTrace(); // named here only: its class needs OpenTelemetry's
        } catch (ClassNotFoundException | LinkageError none) {
            return new NoTrace();
        }
    }

    /** Where nothing traces. */
    final class NoTrace implements Trace {
        private static final Scope NOTHING = () -> {};

        /** Stateless. */
        NoTrace() {}

        @Override
        public void inject(Map<String, String> headers) {}

        @Override
        public Scope continueFrom(Map<String, String> headers) {
            return NOTHING;
        }
    }
}
