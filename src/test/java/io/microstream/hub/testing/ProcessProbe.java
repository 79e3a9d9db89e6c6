package io.microstream.hub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process seen from outside: signals, memory, descriptors. The figures come from {@code /proc}, so on Linux only. */
public record ProcessProbe(ProcessHandle process) {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP_USED = Pattern.compile("(?:garbage-first heap|new generation|tenured generation"
            + "|PSYoungGen|ParOldGen)\\s+total \\d+K, used (\\d+)K");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final Path PROC = Path.of("/proc");
    private static final int COMMAND_SECONDS = 60;

    /** Whether this machine tells the figures. */
    public static boolean tellsFigures() {
        return Files.isReadable(PROC.resolve("self/status"));
    }

    /** Stops the process where it stands (SIGSTOP): it lives on and does nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets a frozen process go on (SIGCONT). */
    public void thaw() {
        signal("CONT");
    }

    /** Memory of the process that is in RAM, in bytes. */
    public long residentBytes() {
        Matcher matcher = RESIDENT.matcher(read(folder().resolve("status")));
        if (!matcher.find()) {
            throw new AssertionError("No VmRSS of process " + process.pid());
        }
        return Long.parseLong(matcher.group(1)) * 1024;
    }

    /** Looks for so long how many processors it keeps busy: 1.0 is all of one. */
    public double busyFor(Duration time) {
        Duration before = processorTime();
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            LockSupport.parkNanos(time.toNanos() / 10);
        }
        return (double) processorTime().minus(before).toNanos() / (System.nanoTime() - start);
    }

    private Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Open file descriptors. */
    public long openDescriptors() {
        try (Stream<Path> all = Files.list(folder().resolve("fd"))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it listens on, as {@code address:port}. */
    public Set<String> listening() {
        try (Stream<Path> all = Files.list(folder().resolve("fd"))) {
            return TcpConnections.listening(all.map(ProcessProbe::opened)
                    .map(SOCKET::matcher)
                    .filter(Matcher::matches)
                    .map(socket -> socket.group(1))
                    .collect(Collectors.toSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String opened(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** Live threads. */
    public long threads() {
        try (Stream<Path> all = Files.list(folder().resolve("task"))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each of its Java threads is doing: its name and state, and its calls, a line each. */
    public List<String> threadStacks() {
        return Arrays.stream(jcmd("Thread.print").split("\\R\\R"))
                .filter(stack -> stack.startsWith("\""))
                .toList();
    }

    /** The names of its Java threads. */
    public List<String> threadNames() {
        return threadStacks().stream()
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    /** Bytes of the Java heap in use after a full collection, which this call asks for. */
    public long heapBytesAfterCollection() {
        jcmd("GC.run");
        Matcher matcher = HEAP_USED.matcher(jcmd("GC.heap_info"));
        long kilobytes = 0;
        while (matcher.find()) {
            kilobytes += Long.parseLong(matcher.group(1));
        }
        return kilobytes * 1024;
    }

    /** Live objects of this class, named in full. */
    public long instances(String className) {
        return jcmd("GC.class_histogram")
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].equals(className))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    private String jcmd(String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        return run(jcmd.toString(), Long.toString(process.pid()), command);
    }

    private void signal(String name) {
        run("kill", "-" + name, Long.toString(process.pid()));
    }

    private Path folder() {
        return PROC.resolve(Long.toString(process.pid()));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String... command) {
        try {
            Process started =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!started.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || started.exitValue() != 0) {
                started.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " has failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command[0], e);
        }
    }
}
