package io.microstream.hub.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleLogTest {
    private static final String END = System.lineSeparator();

    @ParameterizedTest
    @CsvSource({"SEVERE,ERROR", "WARNING,'WARN '", "INFO,'INFO '", "CONFIG,DEBUG", "FINE,DEBUG"})
    void lineIsTimeLevelAndWhatHappened(String level, String name) {
        LogRecord record = record(Level.parse(level), "service=orders registered");

        assertThat(ConsoleLog.line(record, false))
                .isEqualTo("2026-11-24 10:15:30.007 " + name + " service=orders registered" + END);
    }

    @ParameterizedTest
    @CsvSource({"SEVERE,31,ERROR", "WARNING,33,'WARN '", "INFO,32,'INFO '", "FINE,2,DEBUG"})
    void onATerminalOnlyTheLevelIsColoured(String level, String colour, String name) {
        LogRecord record = record(Level.parse(level), "service=orders registered");

        assertThat(ConsoleLog.line(record, true))
                .isEqualTo("2026-11-24 10:15:30.007 \u001b[" + colour + "m" + name
                        + "\u001b[0m service=orders registered" + END);
    }

    @Test
    void textFromOutsideNeitherBeginsALineNorSteersTheTerminal() {
        LogRecord record = record(Level.INFO, "service=a\r\nb\u001b[2Jc\u007fd\u0000e\u009b31mf");

        assertThat(ConsoleLog.line(record, false)).endsWith("service=a??b?[2Jc?d?e?31mf" + END);
    }

    @Test
    void namesInAnyScriptStayAsTheyAre() {
        LogRecord record = record(Level.INFO, "service=café-Überweisung-注文-😀");

        assertThat(ConsoleLog.line(record, false)).endsWith("service=café-Überweisung-注文-😀" + END);
    }

    @Test
    void failureIsToldWithItsTraceBehindTheLine() {
        LogRecord record = record(Level.SEVERE, "A timer failed.");
        record.setThrown(new IllegalStateException("no such key"));

        assertThat(ConsoleLog.line(record, false).lines())
                .startsWith(
                        "2026-11-24 10:15:30.007 ERROR A timer failed.",
                        "\tjava.lang.IllegalStateException: no such key")
                .hasSizeGreaterThan(3);
    }

    @Test
    void traceQuotesNothingThatCouldPassForALineOrSteerTheTerminal() {
        LogRecord record = record(Level.SEVERE, "A timer failed.");
        record.setThrown(new IllegalStateException("\u001b[2J\n2026-11-24 10:15:30.007 INFO  forged"));

        assertThat(ConsoleLog.line(record, false).lines().skip(1))
                .allMatch(line -> line.startsWith("\t") && !line.contains("\u001b"));
    }

    private static LogRecord record(Level level, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setInstant(LocalDateTime.of(2026, 11, 24, 10, 15, 30, 7_000_000)
                .atZone(ZoneId.systemDefault())
                .toInstant());
        return record;
    }
}
