package io.microstream.hub.admin.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes samples in Prometheus' text format 0.0.4, byte by byte: a scrape comes every few seconds at most, so what it
 * runs is never warm, and objects for each of twenty thousand lines would be dear. For one thread.
 */
final class TextFormat {
    private static final int FIRST_BYTES = 64 * 1024;
    private static final int LONGEST_NUMBER = 32;

    private byte[] buffer = new byte[FIRST_BYTES];
    private int length;

    /** Begins a family. */
    TextFormat family(String name, String type, String help) {
        return text("# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n");
    }

    /** A label's value, escaped. */
    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    TextFormat text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    TextFormat bytes(byte[] bytes) {
        require(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** The value of a sample, and the end of its line. */
    TextFormat value(long number) {
        require(LONGEST_NUMBER);
        digits(number, 1);
        buffer[length++] = '\n';
        return this;
    }

    /** The same for a value that is given in millionths. */
    TextFormat millionths(long number) {
        require(LONGEST_NUMBER);
        digits(number / 1_000_000, 1);
        buffer[length++] = '.';
        digits(number % 1_000_000, 6);
        buffer[length++] = '\n';
        return this;
    }

    /** Writes a number that is not negative with so many digits at least. */
    private void digits(long number, int least) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        digits = Math.max(digits, least);
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void require(int bytes) {
        if (buffer.length - length < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + bytes));
        }
    }

    int length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(buffer, 0, length);
    }

    @Override
    public String toString() {
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }
}
