package io.microstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.client.junit.MicroStreamExtension;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** W3C trace context, with OpenTelemetry on the class path. */
@ExtendWith(MicroStreamExtension.class)
@Timeout(60)
final class TraceTest {
    @Test
    void traceOfTheCallerIsCurrentInTheHandlerAndGoesOnFromThere(URI hub) {
        try (SdkTracerProvider tracing = SdkTracerProvider.builder().build();
                MicroStream inner = MicroStream.builder()
                        .hub(hub)
                        .service("inner")
                        .onRequest("trace", Void.class, (none, context) -> traceId())
                        .connect();
                MicroStream outer =
                        MicroStream.builder().hub(hub).service("outer").connect()) {
            outer.onRequest(
                    "trace",
                    Void.class,
                    (none, context) -> traceId() + " "
                            + outer.call(inner.service(), "trace")
                                    .as(String.class)
                                    .join());
            Span span = tracing.get("test").spanBuilder("call").startSpan();

            String seen;
            try (Scope current = span.makeCurrent()) {
                assertThat(current).isNotNull();
                seen = outer.call("outer", "trace").as(String.class).join();
            }

            String trace = span.getSpanContext().getTraceId();
            assertThat(seen).isEqualTo(trace + " " + trace);
        }
    }

    @Test
    void callWithoutATraceCarriesNoHeaders(URI hub) {
        try (MicroStream self = MicroStream.builder()
                .hub(hub)
                .service("self")
                .onRequest("headers", Void.class, (none, context) -> context.headers())
                .connect()) {
            Map<?, ?> headers = self.call("self", "headers").as(Map.class).join();

            assertThat(headers).isEmpty();
        }
    }

    private static String traceId() {
        return Span.current().getSpanContext().getTraceId();
    }
}
