package io.microstream.hub.boot;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** One line an event on the standard output: time, level, what happened. Coloured when a terminal is attached. */
final class ConsoleLog extends Handler {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final boolean coloured = isTerminal() && System.getenv("NO_COLOR") == null;

    ConsoleLog() {
        setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record)) {
            out.print(line(record, coloured));
            out.flush();
        }
    }

    static String line(LogRecord record, boolean coloured) {
        String level = String.format(Locale.ROOT, "%-5s", name(record.getLevel()));
        String text = clean(String.valueOf(record.getMessage()));
        StringBuilder line = new StringBuilder(96 + text.length());
        line.append(TIME.format(Instant.ofEpochMilli(record.getMillis()))).append(' ');
        line.append(coloured ? colour(record.getLevel()) + level + PLAIN : level);
        line.append(' ').append(text).append(System.lineSeparator());
        if (record.getThrown() != null) {
            StringWriter trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace, true));
            trace.toString()
                    .lines()
                    .forEach(part ->
                            line.append('\t').append(clean(part.strip())).append(System.lineSeparator()));
        }
        return line.toString();
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }

    /** Nothing that came from outside may write a line of its own or steer a terminal. */
    private static String clean(String text) {
        return text.chars().anyMatch(Character::isISOControl) ? text.replaceAll("\\p{Cc}", "?") : text;
    }

    private static String name(Level level) {
        int value = level.intValue();
        return value >= Level.SEVERE.intValue()
                ? "ERROR"
                : value >= Level.WARNING.intValue() ? "WARN" : value >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    private static String colour(Level level) {
        int value = level.intValue();
        return value >= Level.SEVERE.intValue()
                ? "\u001b[31m"
                : value >= Level.WARNING.intValue()
                        ? "\u001b[33m"
                        : value >= Level.INFO.intValue() ? "\u001b[32m" : "\u001b[2m";
    }

    /** Since JDK 22 a console is always there, and says itself whether it is a terminal. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }
}
