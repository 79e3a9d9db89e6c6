package io.microstream.hub.admin.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last five minutes of a figure, a value each five seconds. Guarded by its owner. */
final class Line {
    static final int LENGTH = 60;
    static final int MINUTE = 12;

    private final float[] values = new float[LENGTH];
    private int next;

    Line() {
        Arrays.fill(values, Float.NaN);
    }

    void push(double value) {
        values[next] = (float) value;
        next = (next + 1) % LENGTH;
    }

    /** Oldest first. */
    List<@Nullable Double> values() {
        List<@Nullable Double> line = new ArrayList<>(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            float value = values[(next + i) % LENGTH];
            line.add(Float.isNaN(value) ? null : Double.valueOf(Rounded.of(value)));
        }
        return line;
    }

    /** The mean of the last minute's values, as far as there are any. */
    @Nullable
    Double lastMinute() {
        double sum = 0;
        int known = 0;
        for (int i = 1; i <= MINUTE; i++) {
            float value = values[(next - i + LENGTH) % LENGTH];
            if (!Float.isNaN(value)) {
                sum += value;
                known++;
            }
        }
        return known == 0 ? null : Double.valueOf(Rounded.of(sum / known));
    }
}
