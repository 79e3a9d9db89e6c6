package io.microstream.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.microstream.client.error.HubUnreachableException;
import io.microstream.client.junit.MicroStreamExtension;
import io.microstream.client.testing.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A hub behind TLS, with a certificate that only those trust who are told to. */
@ExtendWith(MicroStreamExtension.class)
@Timeout(120)
final class TlsTest {
    private static final char[] PASSWORD = "secret".toCharArray();

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // by makeCertificate()
    private SSLContext tls;

    @BeforeEach
    void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "hub",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    @Test
    void callGoesThroughTls(URI hub) throws IOException {
        try (Relay relay = Relay.tls(hub.getPort(), tls);
                MicroStream self = MicroStream.builder()
                        .hub(relay.url())
                        .service("self")
                        .tls(tls)
                        .onRequest("echo", String.class, (text, context) -> text)
                        .connect()) {
            assertThat(self.call("self", "echo")
                            .with("x".repeat(100_000))
                            .as(String.class)
                            .join())
                    .hasSize(100_000);
        }
    }

    @Test
    void certificateThatNobodyTrustsIsNotTaken(URI hub) throws IOException {
        try (Relay relay = Relay.tls(hub.getPort(), tls)) {
            MicroStreamBuilder trusting =
                    MicroStream.builder().hub(relay.url()).service("self").connectTimeout(Duration.ofSeconds(2));

            assertThatThrownBy(trusting::connect).isInstanceOf(HubUnreachableException.class);
        }
    }
}
