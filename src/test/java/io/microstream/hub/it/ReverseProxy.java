package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HubTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A reverse proxy of the system's, with the configuration that {@code docs/deploy} shows, but for its ports.
 *
 * <p>Owns its process and a folder with what it writes.
 */
final class ReverseProxy implements HubTarget, AutoCloseable {
    private static final Path SHOWN = Path.of("docs/deploy");
    private static final Path FOLDERS = Path.of("target/proxies");
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Process process;
    private final URI url;

    private ReverseProxy(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static ReverseProxy nginx(HubTarget hub) throws IOException, InterruptedException {
        return nginx(hub, "http", "");
    }

    /** With a certificate that it has signed itself. */
    static ReverseProxy nginxWithTls(HubTarget hub) throws IOException, InterruptedException {
        requireProgram("openssl", "version");
        return nginx(hub, "https", " ssl; ssl_certificate hub.pem; ssl_certificate_key hub.key");
    }

    private static ReverseProxy nginx(HubTarget hub, String scheme, String tls)
            throws IOException, InterruptedException {
        requireProgram("nginx", "-v");
        Path folder = folder();
        int port = freePort();
        String shown = Files.readString(SHOWN.resolve("nginx.conf"))
                .replace("127.0.0.1:3000", hub.url().getAuthority())
                .replace("listen 8080;", "listen 127.0.0.1:" + port + tls + ";");
        if (!tls.isEmpty()) {
            sign(folder);
        }
        Files.writeString(folder.resolve("microstream.conf"), shown);
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                error_log error.log;
                events { worker_connections 512; }
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    include microstream.conf;
                }
                """);
        return start(folder, scheme, port, "nginx", "-e", "error.log", "-p", folder.toString(), "-c", "nginx.conf");
    }

    static ReverseProxy haproxy(HubTarget hub) throws IOException, InterruptedException {
        requireProgram("haproxy", "-v");
        Path folder = folder();
        int port = freePort();
        String shown = Files.readString(SHOWN.resolve("haproxy.cfg"))
                .replace("127.0.0.1:3000", hub.url().getAuthority())
                .replace("bind :8080", "bind 127.0.0.1:" + port);
        Files.writeString(folder.resolve("haproxy.cfg"), shown);
        return start(folder, "http", port, "haproxy", "-db", "-f", "haproxy.cfg");
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static ReverseProxy start(Path folder, String scheme, int port, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        ReverseProxy proxy = new ReverseProxy(process, URI.create(scheme + "://127.0.0.1:" + port));
        if (!Eventually.holdsWithin(START_LIMIT, proxy::answers)) {
            proxy.close();
            throw new IllegalStateException("the proxy does not answer; see " + folder);
        }
        return proxy;
    }

    private boolean answers() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As the page on TLS shows it. */
    private static void sign(Path folder) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(("openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost"
                                + " -keyout hub.key -out hub.pem")
                        .split(" "))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(openssl.waitFor()).as("openssl's exit code").isZero();
    }

    /** Skips the calling test where the program is missing; fails it where it has to be there (CI=true). */
    private static void requireProgram(String program, String option) throws InterruptedException {
        boolean found = isFound(program, option);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(found).as("%s can be run", program).isTrue();
        }
        assumeTrue(found, program + " is not installed");
    }

    private static boolean isFound(String program, String option) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(program, option))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static Path folder() throws IOException {
        return Files.createDirectories(FOLDERS.resolve(ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet()))
                .toAbsolutePath();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        }
    }
}
