package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.HubProcess;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Over TLS with a self-signed certificate: the server's own listener, or nginx before the uber-jar, which has none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 150, unit = TimeUnit.SECONDS)
class TlsIT {
    /** More than the sockets' buffers hold, and many TLS records. */
    private static final String LONG_TEXT = "0123456789".repeat(90_000);

    @SuppressWarnings("NullAway.Init")
    private HubProcess hub;

    private @Nullable ReverseProxy proxy;
    private URI url = URI.create("");

    @BeforeAll
    void start() throws IOException, InterruptedException {
        hub = HubProcess.start(Map.of());
        Optional<URI> ofTheServer = hub.secureUrl();
        if (ofTheServer.isPresent()) {
            url = ofTheServer.get();
            return;
        }
        ReverseProxy nginx = ReverseProxy.nginxWithTls(hub);
        proxy = nginx;
        url = nginx.url();
    }

    @AfterAll
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
        hub.close();
    }

    @Test
    void servicesPollOverHttps() throws Exception {
        HttpRequest handshake = HttpRequest.newBuilder(url.resolve("/socket.io/?EIO=4&transport=polling"))
                .build();

        assertThat(client().send(handshake, BodyHandlers.ofString()).body()).startsWith("0{\"sid\":");
    }

    @Test
    void servicesTalkOverWss() throws Exception {
        Texts received = new Texts();
        URI wss = URI.create(
                url.toString().replace("https:", "wss:") + "/socket.io/?EIO=4&transport=websocket&serviceName=orders");
        WebSocket orders =
                client().newWebSocketBuilder().buildAsync(wss, received).get(30, TimeUnit.SECONDS);
        assertThat(received.next()).startsWith("0{\"sid\":");
        orders.sendText("40", true).get(30, TimeUnit.SECONDS);
        assertThat(received.next()).startsWith("40{\"sid\":");

        for (int i = 0; i < 3; i++) {
            String payload = "{\"id\":" + i + ",\"data\":\"" + LONG_TEXT + "\"}";
            orders.sendText("42[\"request\",{\"targetService\":\"orders\",\"payload\":" + payload + "}]", true)
                    .get(30, TimeUnit.SECONDS);
            assertThat(received.next()).isEqualTo("42[\"request\"," + payload + "]");
        }

        orders.sendClose(WebSocket.NORMAL_CLOSURE, "").get(30, TimeUnit.SECONDS);
        assertThat(received.next()).isEqualTo("closed 1000");
    }

    private static HttpClient client() throws GeneralSecurityException {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustsAll()}, null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trusting)
                .build();
    }

    /** Whole messages, in order. */
    private static final class Texts implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        String next() throws InterruptedException {
            String message = messages.poll(30, TimeUnit.SECONDS);
            return message == null ? "nothing" : message;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            messages.add("closed " + code);
            return null;
        }
    }

    /** Also the host, which is not looked at by one of this class. */
    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
