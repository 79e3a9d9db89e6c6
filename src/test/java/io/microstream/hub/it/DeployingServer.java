package io.microstream.hub.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HubProcess;
import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.ProcessProbe;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** A {@link ServerMain} as a child process on a free port. Owns the process and its folder. */
final class DeployingServer implements HubTarget, AutoCloseable {
    private static final Path SERVER = Path.of("target/payara-micro.jar").toAbsolutePath();
    private static final Path CLASSES = Path.of("target/test-classes").toAbsolutePath();
    private static final Path WAR = Path.of("target/microstream-hub.war").toAbsolutePath();
    private static final Duration SLOW_MACHINE = Duration.ofSeconds(150);

    private final Path log;
    private final Process process;
    private final PrintStream commands;
    private final int port;

    private DeployingServer(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts a server without any application and waits for it. */
    static DeployingServer start() throws IOException {
        int port = HubProcess.freePort();
        Path folder = Files.createTempDirectory(Path.of("target"), "deploying-server-")
                .toAbsolutePath();
        Path log = folder.resolve("server.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-Djava.io.tmpdir=" + folder);
        command.addAll(whatItsManifestOpens());
        command.addAll(List.of("-cp", SERVER + File.pathSeparator + CLASSES));
        command.addAll(List.of(ServerMain.class.getName(), Integer.toString(port)));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        DeployingServer server = new DeployingServer(process, port, log);
        server.awaitDone(1);
        return server;
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    ProcessProbe probe() {
        return new ProcessProbe(process.toHandle());
    }

    /** What it has printed so far. */
    String output() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deploy() {
        obey("deploy " + WAR);
    }

    void undeploy() {
        obey("undeploy");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void obey(String command) {
        int before = done();
        commands.println(command);
        awaitDone(before + 1);
        assertThat(output()).as(command).doesNotContain(ServerMain.DONE + false);
    }

    private void awaitDone(int count) {
        if (!Eventually.holdsWithin(SLOW_MACHINE, () -> done() >= count || !process.isAlive()) || done() < count) {
            throw new AssertionError("the server has not done what it was told:\n" + output());
        }
    }

    private int done() {
        return (int) output().lines()
                .filter(line -> line.startsWith(ServerMain.DONE))
                .count();
    }

    /** A manifest counts only for {@code java -jar}. */
    private static List<String> whatItsManifestOpens() throws IOException {
        try (JarFile jar = new JarFile(SERVER.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            List<String> options = new ArrayList<>();
            for (String module : manifest.getValue("Add-Opens").split(" ")) {
                options.add("--add-opens=" + module + "=ALL-UNNAMED");
            }
            for (String module : manifest.getValue("Add-Exports").split(" ")) {
                options.add("--add-exports=" + module + "=ALL-UNNAMED");
            }
            return options;
        }
    }
}
