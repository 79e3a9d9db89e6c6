package io.microstream.client.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A hub as a child process on a port of 127.0.0.1; ended with this JVM at the latest. Owns the process. */
public final class HubProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final List<String> command;
    private final File folder;
    private final Map<String, String> environment;
    private final int port;
    private Process process;

    private HubProcess(List<String> command, File folder, Map<String, String> environment, int port) {
        this.command = command;
        this.folder = folder;
        this.environment = environment;
        this.port = port;
        this.process = launch();
    }

    /** Our hub, the uber-jar of the hub's own build. */
    public static HubProcess ours(Map<String, String> environment) {
        Path jar = Path.of(System.getProperty("microstream.hub.jar", "../target/microstream-hub.jar"))
                .toAbsolutePath();
        if (!jar.toFile().isFile()) {
            throw new IllegalStateException("no hub at " + jar + ": run `mvn package` in the folder above, or say where"
                    + " it is by -Dmicrostream.hub.jar");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new HubProcess(
                List.of(java, "-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar", jar.toString()),
                new File("."),
                environment,
                freePort());
    }

    /** The original hub, in a folder with its sources and its npm packages. */
    public static HubProcess original(Path folder) {
        return new HubProcess(List.of("node", "src/hub.js"), folder.toFile(), Map.of("LOG_LEVEL", "error"), freePort());
    }

    /** Its address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Ends it without a word, as a crash does. */
    public void kill() {
        process.destroyForcibly();
        await(Duration.ofSeconds(10));
    }

    /** Starts it again on its port after {@link #kill}. */
    public void startAgain() {
        process = launch();
        awaitReady();
    }

    /** Stops or continues its process. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it takes connections and has its hub deployed. */
    public HubProcess awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (!process.isAlive() || deadline - System.nanoTime() < 0) {
                throw new IllegalStateException("the hub did not start: " + command);
            }
            await(Duration.ofMillis(100));
        }
        return this;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        await(Duration.ofSeconds(10));
    }

    private Process launch() {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("MICROSTREAM_"));
        builder.environment().putAll(Map.of("PORT", Integer.toString(port), "MICROSTREAM_HOST", "127.0.0.1"));
        builder.environment().putAll(environment);
        builder.directory(folder).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process launched = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(launched::destroyForcibly));
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An Engine.IO handshake is answered with 200 by both hubs. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout(5_000);
            String request = "GET /socket.io/?EIO=4&transport=polling&serviceName=ready HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), java.nio.charset.StandardCharsets.US_ASCII)
                    .equals("HTTP/1.1 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    private void await(Duration limit) {
        try {
            process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Below those that the system gives to outgoing connections. */
    private static int freePort() {
        List<Integer> tried = new ArrayList<>();
        while (tried.size() < 100) {
            int port = ThreadLocalRandom.current().nextInt(16_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                tried.add(port);
            }
        }
        throw new IllegalStateException("no free port");
    }
}
