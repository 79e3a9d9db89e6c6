package io.microstream.hub.it;

import io.microstream.hub.testing.Eventually;
import io.microstream.hub.testing.HubTarget;
import io.microstream.hub.testing.ProcessProbe;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A service on the unmodified JavaScript client in a process of its own ({@code src/test/js/life.js}), which a test can
 * freeze and kill.
 *
 * <p>Owns the process and the file that it writes to. The process ends when this JVM does: its standard input closes.
 */
final class LifeService implements AutoCloseable {
    /** What happened in the service. */
    record Event(long atMillis, String text) {}

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final BufferedWriter commands;
    private final Path output;

    private LifeService(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
        commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a service; it is not connected yet. */
    static LifeService start(HubTarget hub, String name) {
        try {
            Path output = Files.createTempFile(NodeScripts.folder(), name + "-", ".log");
            Process process = new ProcessBuilder(
                            "node", "life.js", name, hub.url().toString())
                    .directory(NodeScripts.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new LifeService(name, process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a service and waits until it is registered. */
    static LifeService connected(HubTarget hub, String name) {
        LifeService service = start(hub, name);
        try {
            service.await("connected");
        } catch (AssertionError notConnected) {
            service.close();
            throw notConnected;
        }
        return service;
    }

    /** Lets time go by for other processes. */
    static void pass(Duration time) {
        Eventually.holdsWithin(time, () -> false);
    }

    String name() {
        return name;
    }

    /** The process id, which also stands in its answers. */
    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void freeze() {
        new ProcessProbe(process.toHandle()).freeze();
    }

    void thaw() {
        new ProcessProbe(process.toHandle()).thaw();
    }

    /** Kills the process without a word (SIGKILL). */
    void kill() {
        process.destroyForcibly();
    }

    /** Gives a command; {@code life.js} lists them. */
    LifeService tell(String command) {
        try {
            commands.write(command);
            commands.newLine();
            commands.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " has ended: " + log(), e);
        }
    }

    /** All that has happened so far. */
    List<Event> events() {
        // The last line may be half written.
        String text = log();
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> line.split(" ", 2))
                .filter(parts -> parts.length == 2 && parts[0].matches("\\d{13}"))
                .map(parts -> new Event(Long.parseLong(parts[0]), parts[1]))
                .toList();
    }

    /** The texts of the events that begin like this. */
    List<String> all(String beginning) {
        return events().stream()
                .map(Event::text)
                .filter(text -> text.startsWith(beginning))
                .toList();
    }

    /** The first event that begins like this, when it has happened. */
    Event await(String beginning) {
        return await(beginning, 0);
    }

    /** The first event that begins like this and happened at this time or later. */
    Event await(String beginning, long fromMillis) {
        return await(
                beginning + " from " + fromMillis,
                events -> events.stream()
                        .filter(event ->
                                event.atMillis() >= fromMillis && event.text().startsWith(beginning))
                        .findFirst());
    }

    /** Waits until so many events begin like this. */
    List<String> awaitAll(String beginning, int count) {
        return await(
                count + " of " + beginning,
                events -> Optional.of(all(beginning)).filter(texts -> texts.size() >= count));
    }

    private <T> T await(String what, Function<List<Event>, Optional<T>> look) {
        if (!Eventually.holdsWithin(PATIENCE, () -> look.apply(events()).isPresent())) {
            throw new AssertionError(name + ": no " + what + " in:\n" + log());
        }
        return look.apply(events()).orElseThrow();
    }

    private String log() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process, also a frozen one. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
