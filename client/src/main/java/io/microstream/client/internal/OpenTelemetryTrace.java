package io.microstream.client.internal;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** W3C trace context, {@code traceparent} and {@code tracestate}. Loaded only where OpenTelemetry is. */
final class OpenTelemetryTrace implements Trace {
    private static final TextMapGetter<Map<String, String>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String key) {
            return headers == null ? null : headers.get(key);
        }
    };

    private final W3CTraceContextPropagator w3c = W3CTraceContextPropagator.getInstance();

    @Override
    public void inject(Map<String, String> headers) {
        w3c.inject(Context.current(), headers, (carrier, key, value) -> {
            if (carrier != null) {
                carrier.put(key, value);
            }
        });
    }

    @Override
    public Scope continueFrom(Map<String, String> headers) {
        io.opentelemetry.context.Scope scope =
                w3c.extract(Context.current(), headers, HEADERS).makeCurrent();
        return scope::close;
    }
}
