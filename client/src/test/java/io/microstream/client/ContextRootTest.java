package io.microstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hub that is not at the root of its server. */
@Timeout(60)
final class ContextRootTest {
    @ParameterizedTest
    @CsvSource({"'',/socket.io/", "/,/socket.io/", "/messaging,/messaging/socket.io/", "/a/b/,/a/b/socket.io/"})
    void pathOfTheAddressIsTheContextRoot(String path, String asked) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI hub = URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
            CompletableFuture<String> request =
                    CompletableFuture.supplyAsync(() -> requestLine(server)).orTimeout(30, TimeUnit.SECONDS);

            try (MicroStream client =
                    MicroStream.builder().hub(hub).service("orders").start()) {
                assertThat(request.join()).startsWith("GET " + asked + "?serviceName=orders&");
                assertThat(client.state()).isNotEqualTo(ConnectionState.CONNECTED);
            }
        }
    }

    /** Of the first request; it gets no answer. */
    private static String requestLine(ServerSocket server) {
        try (Socket client = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            return String.valueOf(in.readLine());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
