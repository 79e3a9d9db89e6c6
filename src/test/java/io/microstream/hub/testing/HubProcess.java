package io.microstream.hub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A hub as a child process on a free port of 127.0.0.1, with a fresh folder to work in: the uber-jar, or the server that
 * {@code -Dhub.server} names.
 *
 * <p>Owns the process, its folder (deleted on {@link #close()}) and its output (kept). Ended with this JVM at the latest.
 */
public final class HubProcess implements HubTarget, AutoCloseable {
    /** Time a hub may take from launch to ready, on a machine that is busy with other things. */
    public static final Duration START_LIMIT = Duration.ofSeconds(240);

    /** WildFly answers some requests itself, and in other words than Payara. */
    public static final boolean ON_WILDFLY = "wildfly".equals(System.getProperty("hub.server"));

    /** Payara Server ends in another order than Payara Micro. */
    public static final boolean ON_PAYARA_SERVER = "payara-server".equals(System.getProperty("hub.server"));

    /** The lane of every hub that is not given another: {@code -Dhub.lane=frames}. */
    public static final String LANE = System.getProperty("hub.lane", "auto");

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final int FIRST_PORT = 20_000;
    // The system hands out ports from 32768 on to outgoing connections.
    private static final int PORT_AFTER_LAST = 32_768;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Process process;
    private final int port;
    private final OptionalInt securePort;
    private final Wanted wanted;
    private final Path folder;
    private final Path log;
    private final Thread endWithThisJvm;

    /** What a hub is started with, beside its port. */
    private record Wanted(Map<String, String> environment, String contextRoot) {}

    private HubProcess(Process process, int port, OptionalInt securePort, Wanted wanted, Path folder, Path log) {
        this.process = process;
        this.port = port;
        this.securePort = securePort;
        this.wanted = wanted;
        this.folder = folder;
        this.log = log;
        endWithThisJvm = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithThisJvm);
    }

    /**
     * Starts a hub and waits until it is ready.
     *
     * @param environment variables in addition, such as {@code LOG_LEVEL}, or {@code JAVA_TOOL_OPTIONS} for options of
     *     its JVM; they win over ours
     * @throws IllegalStateException when the hub ends or is not ready in time; the message holds its output
     */
    public static HubProcess start(Map<String, String> environment) {
        return ready(launch(environment));
    }

    /**
     * Starts a hub under another context root, such as {@code /hub}, and waits until it is ready. Where the server is
     * the uber-jar, which has no other, the WAR is given to Payara Micro as a file.
     *
     * @throws IllegalStateException as {@link #start}
     */
    public static HubProcess startUnder(String contextRoot, Map<String, String> environment) {
        return ready(launch(freePort(), new Wanted(environment, contextRoot)));
    }

    /**
     * Starts a hub by the start script and waits until it is ready.
     *
     * @param environment as with {@link #start}; {@code MICROSTREAM_JAVA_OPTIONS} are put behind ours
     * @throws IllegalStateException as {@link #start}
     */
    public static HubProcess startByScript(Path script, Map<String, String> environment) {
        try {
            return ready(launch(new StartScript(script), freePort(), new Wanted(environment, HubServer.ROOT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends this hub unless it has ended, and starts another on the same port with the same settings.
     *
     * @throws IllegalStateException as {@link #start}
     */
    public HubProcess startAgain() {
        close();
        return ready(launch(port, wanted));
    }

    private static HubProcess ready(HubProcess hub) {
        try {
            hub.awaitReady();
            hub.checkThatItKeepsToItself();
        } catch (RuntimeException unfit) {
            hub.close();
            throw unfit;
        }
        return hub;
    }

    /** A server has more doors than the hub's, and what is tested here is nobody's business outside this machine. */
    private void checkThatItKeepsToItself() {
        if (!ProcessProbe.tellsFigures()) {
            return;
        }
        Set<String> outside = probe().listening();
        outside.removeIf(address -> address.startsWith("127.") || address.startsWith("0:0:0:0:0:0:0:1:"));
        if (!outside.isEmpty()) {
            throw new IllegalStateException("the hub listens on " + outside + ", not on 127.0.0.1 alone");
        }
    }

    /** Starts a hub and does not wait; for tests of how it ends. */
    public static HubProcess launch(Map<String, String> environment) {
        return launch(freePort(), new Wanted(environment, HubServer.ROOT));
    }

    private static HubProcess launch(int port, Wanted wanted) {
        try {
            return launch(HubServer.chosen(), port, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HubProcess launch(HubServer server, int port, Wanted wanted) throws IOException {
        Path folder = Files.createTempDirectory("microstream-hub-");
        Files.createDirectory(folder.resolve("tmp"));
        Path logs = Files.createDirectories(
                Path.of(System.getProperty("hub.logs", "target/hub-logs")).toAbsolutePath());
        Path log = Files.createTempFile(logs, "hub-" + port + "-", ".log");

        HubServer.Launch launch = server.launch(folder, port, wanted.contextRoot(), HubProcess::freePort);
        ProcessBuilder builder = launch.command();
        builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> variables = builder.environment();
        // What the person who runs the tests has set for a hub of their own is not for this one.
        variables.keySet().removeIf(name -> name.startsWith("MICROSTREAM_") || name.equals("LOG_LEVEL"));
        variables.put("PORT", Integer.toString(port));
        variables.put("MICROSTREAM_HOST", "127.0.0.1");
        variables.put("MICROSTREAM_WEBSOCKET", LANE);
        variables.putAll(wanted.environment());
        return new HubProcess(builder.start(), port, launch.securePort(), wanted, folder, log);
    }

    /** Its address, without a path: {@code http://127.0.0.1:PORT}. */
    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Where it speaks TLS, with a certificate of its own making; empty if it does not. */
    public Optional<URI> secureUrl() {
        return securePort.isPresent()
                ? Optional.of(URI.create("https://127.0.0.1:" + securePort.getAsInt()))
                : Optional.empty();
    }

    /** Number of the process that was started. */
    public long pid() {
        return process.pid();
    }

    /** Its process, to be looked at from outside. */
    public ProcessProbe probe() {
        return new ProcessProbe(process.toHandle());
    }

    /** Asks it to end (SIGTERM) and does not wait. */
    public void stop() {
        process.destroy();
    }

    /** The port that it was given. */
    public int port() {
        return port;
    }

    /** What it has printed so far, both streams as one; also after {@link #close()}. */
    public String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its exit code once it has ended by itself, or empty if it still runs after the limit. */
    public OptionalInt awaitExit(Duration limit) {
        return ended(limit) ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
    }

    /**
     * Waits until it answers its readiness check with 200.
     *
     * @throws IllegalStateException when it ends before, or is not ready within {@link #START_LIMIT}
     */
    public void awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        String probe = wanted.contextRoot().replaceFirst("/$", "") + "/admin/health/ready";
        while (status(probe) != 200) {
            if (ended(LOOK_EVERY)) {
                throw new IllegalStateException(
                        "the hub ended with exit code " + process.exitValue() + " before it was ready:\n" + output());
            }
            if (deadline - System.nanoTime() < 0) {
                throw new IllegalStateException("the hub was not ready within " + START_LIMIT + ":\n" + output());
            }
        }
    }

    /** Asks it to end, ends it by force if it does not, and deletes its folder. */
    @Override
    public void close() {
        process.destroy();
        if (!ended(STOP_LIMIT)) {
            process.destroyForcibly();
            ended(STOP_LIMIT);
        }
        removeHook();
        Folders.delete(folder);
    }

    private boolean ended(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the hub", e);
        }
    }

    private int status(String path) {
        HttpRequest request = HttpRequest.newBuilder(url().resolve(path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the hub", e);
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
        } catch (IllegalStateException ending) {
            // This JVM is ending: the hook runs anyway, and finds nothing to do.
        }
    }

    /** A port that nobody uses at this moment, below those that the system hands out. */
    public static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, PORT_AFTER_LAST);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IllegalStateException("no free port between " + FIRST_PORT + " and " + PORT_AFTER_LAST);
    }
}
